import Dataflow
import Tensors

struct BlendLatents: Node {
  static let summary = "A latent between two of one size."
  static let isLight = true

  @Input("The first latent.") var first: Latent
  @Input("The second latent.") var second: Latent
  @Input("How much of the second: 0 is the first, 1 is the second.", in: 0...1) var factor = 0.5
  @Output("(1 − factor) · first + factor · second.") var blended: Latent

  func run(in context: NodeContext) async throws {
    try second.check(isLike: first)
    guard first.batch == second.batch else {
      throw ValueError("the latents are batches of \(first.batch) and of \(second.batch)")
    }
    let weight = Float(factor)
    blended = Latent(first.cells * (1 - weight) + second.cells * weight, in: first.space)
  }
}
