import Dataflow
import Tensors

struct ResizeLatent: Node {
  static let summary =
    "A latent of pictures of another size, to denoise again; not a resized picture."

  @Input("The latent.") var latent: Latent
  @Input("Width of the picture to reach, in pixels.", in: 8...16384, multipleOf: 8) var width: Int
  @Input("Height of the picture to reach, in pixels.", in: 8...16384, multipleOf: 8)
  var height: Int
  @Input("How cells between cells are found; as in torch.nn.functional.interpolate.")
  var method = ResizeMethod.bilinear
  @Output("The resized latent.") var resized: Latent

  func run(in context: NodeContext) async throws {
    try latent.space.check(width: width, height: height)
    let cell = latent.space.cellSize
    let cells = latent.cells.resized(height: height / cell, width: width / cell, method.rule)
    resized = Latent(cells, in: latent.space)
  }
}
