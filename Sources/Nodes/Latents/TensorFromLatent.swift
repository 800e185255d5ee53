import Dataflow
import Tensors

struct TensorFromLatent: Node {
  static let summary = "The cells of a latent as a tensor, to save or to compare."

  @Input("The latent.") var latent: Latent
  @Output("The cells, [batch, channels, height / 8, width / 8], as the denoiser reads them.")
  var tensor: Tensor

  func run(in context: NodeContext) async throws {
    tensor = latent.cells
  }
}
