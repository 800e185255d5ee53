import Dataflow
import Tensors

struct CropLatent: Node {
  static let summary = "A rectangle of a latent."
  static let isLight = true

  @Input("The latent.") var latent: Latent
  @Input("Width of the rectangle, in pixels.", in: 8...16384, multipleOf: 8) var width: Int
  @Input("Height of the rectangle, in pixels.", in: 8...16384, multipleOf: 8) var height: Int
  @Input(
    "Its first column, in pixels; where the anchor puts it if left out.", in: 0...16384,
    multipleOf: 8)
  var x: Int?
  @Input(
    "Its first row, in pixels; where the anchor puts it if left out.", in: 0...16384,
    multipleOf: 8)
  var y: Int?
  @Input("Where in the picture it lies, to the nearest cell.") var anchor = Anchor.center
  @Output("The latent in the rectangle.") var cropped: Latent

  func run(in context: NodeContext) async throws {
    try latent.space.check(width: width, height: height)
    let cell = latent.space.cellSize
    let (columns, rows) = (width / cell, height / cell)
    let left = x.map { $0 / cell } ?? anchor.left(of: latent.cells.shape[3] - columns)
    let top = y.map { $0 / cell } ?? anchor.top(of: latent.cells.shape[2] - rows)
    guard left >= 0, top >= 0, left + columns <= latent.cells.shape[3],
      top + rows <= latent.cells.shape[2]
    else {
      throw ValueError(
        "a rectangle of \(width)×\(height) pixels at \(left * cell), \(top * cell) is not inside the"
          + " latent, which is of \(latent.width)×\(latent.height)")
    }
    let cells = latent.cells
      .sliced(axis: 2, top..<(top + rows)).sliced(axis: 3, left..<(left + columns))
    cropped = Latent(cells.contiguous(), in: latent.space)
  }
}
