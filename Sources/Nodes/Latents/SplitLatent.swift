import Dataflow
import Tensors

struct SplitLatent: Node {
  static let summary = "The latents of a batch, one by one."
  static let isLight = true

  @Input("The batch.") var latent: Latent
  @Output("Its latents, each a batch of one.") var latents: [Latent]

  func run(in context: NodeContext) async throws {
    latents = (0..<latent.batch).map { index in
      Latent(latent.cells.sliced(axis: 0, index..<(index + 1)), in: latent.space)
    }
  }
}
