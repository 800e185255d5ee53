import Dataflow
import Models
import Tensors

struct EncodeImage: Node {
  static let summary = "The latent of a picture: the mean that the autoencoder's encoder gives."
  static let revision = 2

  @Input("The model whose autoencoder to use.") var model: Model
  @Input("The picture; its opacity, if any, is ignored.") var image: Image
  @Input(
    """
    Pixels along a side of the tiles to encode in, for pictures too large for memory; if left out, all \
    is encoded at once.
    """,
    in: 64...16384) var tileSize: Int?
  @Input("Pixels by which tiles overlap and fade into each other.", in: 0...4096)
  var tileOverlap = 64
  @Output("The latent, without noise.") var latent: Latent

  func run(in context: NodeContext) async throws {
    let space = try model.latentSpace()
    _ = try model.size(width: image.width, height: image.height)
    let tiling = try Tiling(size: tileSize, overlap: tileOverlap)
    let pixels = image.pixels.sliced(axis: 0, 0..<3).insertingAxis(at: 0) * 2 - 1
    if tiling == nil, let limit = context.memory {
      let autoencoder = try model.flux.autoencoder()
      let advice = await Tiling.advice(limit, overlap: tileOverlap) {
        _ = autoencoder.encode(pixels, tiling: $0)
      }
      if let advice { context.note(advice) }
    }
    latent = Latent(try model.flux.encode(image: pixels, tiling: tiling), in: space)
  }
}
