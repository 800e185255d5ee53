import Dataflow
import Tensors

struct LatentFromTensor: Node {
  static let summary = "A latent from a tensor, such as noise that another tool made."

  @Input("The model whose latent it is.") var model: Model
  @Input("The cells, [batch, channels, height / 8, width / 8], scaled as the denoiser reads them.")
  var tensor: Tensor
  @Output("The latent.") var latent: Latent

  func run(in context: NodeContext) async throws {
    let space = try model.latentSpace()
    guard tensor.rank == 4, tensor.shape[1] == space.channels else {
      throw ValueError(
        "\(model.name) has latents of [batch, \(space.channels), height, width], and the tensor is"
          + " \(tensor.shape)")
    }
    let unit = space.sizeMultiple / space.cellSize
    guard tensor.shape.allSatisfy({ $0 > 0 }), tensor.shape[2].isMultiple(of: unit),
      tensor.shape[3].isMultiple(of: unit)
    else {
      throw ValueError(
        "\(model.name) has latents whose height and width are multiples of \(unit), and the tensor"
          + " is \(tensor.shape)")
    }
    latent = Latent(tensor.converted(to: .float32), in: space)
  }
}
