import Dataflow
import Tensors

struct NoiseLatent: Node {
  static let summary = "Noise for a denoising run to begin from."

  @Input("The model that will read the noise.") var model: Model
  @Input(
    "Width of the picture, in pixels; the model's own if left out.", in: 16...16384, multipleOf: 16)
  var width: Int?
  @Input(
    "Height of the picture, in pixels; the model's own if left out.", in: 16...16384,
    multipleOf: 16)
  var height: Int?
  @Input("Seed of the noise: the same seed gives the same noise, PyTorch's on a CPU.")
  var seed: UInt64
  @Input("How many pictures to make at once.", in: 1...64) var batch = 1
  @Output("Unit Gaussian noise, [batch, channels, height / 8, width / 8].") var latent: Latent

  func run(in context: NodeContext) async throws {
    let space = try model.latentSpace()
    let size = try model.size(width: width, height: height)
    latent = Latent(
      .randomNormal(
        [batch, space.channels, size.height / space.cellSize, size.width / space.cellSize],
        seed: seed),
      in: space)
  }
}
