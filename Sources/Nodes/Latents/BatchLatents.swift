import Dataflow
import Tensors

struct BatchLatents: Node {
  static let summary = "Several latents of one size as one batch."
  static let isLight = true

  @Input("The latents, which may be batches themselves.") var latents: [Latent]
  @Output("The batch, in the same order.") var batch: Latent

  func run(in context: NodeContext) async throws {
    guard let first = latents.first else { throw ValueError("there are no latents to batch") }
    for latent in latents.dropFirst() { try latent.check(isLike: first) }
    batch = Latent(.concatenate(latents.map(\.cells), axis: 0), in: first.space)
  }
}
