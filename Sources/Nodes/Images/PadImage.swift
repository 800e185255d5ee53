import Dataflow
import Tensors

struct PadImage: Node {
  static let summary = "A picture with more pixels at its edges, and a mask of those added."
  static let isLight = true

  @Input("The picture.") var image: Image
  @Input("Columns to add at the left.", in: 0...16384) var left = 0
  @Input("Rows to add above.", in: 0...16384) var top = 0
  @Input("Columns to add at the right.", in: 0...16384) var right = 0
  @Input("Rows to add below.", in: 0...16384) var bottom = 0
  @Input(
    "What the new pixels show: one colour, the pixel at the edge, or the picture mirrored there.")
  var fill = PadFill.color
  @Input("The colour, where fill is color.") var color = Color.black
  @Output("The padded picture, with opacity if the picture or the colour has it.") var padded: Image
  @Output("1 where pixels were added, 0 where the picture is.") var mask: Mask

  func run(in context: NodeContext) async throws {
    let width = left + image.width + right
    let height = top + image.height + bottom
    try Image.check(width: width, height: height)
    let outside = [(top, bottom), (left, right)]
    mask = Mask(Tensor.zeros([image.height, image.width]).padded(outside, value: 1))
    switch fill {
    case .color:
      let picture = color.isClear ? image.withOpacity : image
      let frame = Image(color, width: width, height: height)
      padded = (picture.hasOpacity ? frame.withOpacity : frame)
        .replaced(at: left, top, by: picture)
    case .edge, .reflect:
      padded = Image(
        image.pixels
          .taking(fill.indices(adding: top, bottom, to: image.height), axis: 1)
          .taking(fill.indices(adding: left, right, to: image.width), axis: 2))
    }
  }
}

/// What is added at the edges of a picture.
enum PadFill: String, Choice {
  case color, edge, reflect

  /// The pixel of a line that each pixel of the padded line is like.
  ///
  /// Reflection does not repeat the pixel at the edge, as in `torch.nn.functional.pad`, and goes on
  /// back and forth where more is added than the line has.
  fileprivate func indices(adding before: Int, _ after: Int, to length: Int) -> [Int64] {
    let period = max(1, 2 * (length - 1))
    return (-before..<length + after).map { place in
      if self == .edge { return Int64(min(max(place, 0), length - 1)) }
      let turn = ((place % period) + period) % period
      return Int64(min(turn, period - turn, length - 1))
    }
  }
}

extension Tensor {
  /// The elements at some indices of an axis.
  fileprivate func taking(_ indices: [Int64], axis: Int) -> Tensor {
    let rows = transposed(0, axis).gatheredRows(Tensor(indices, shape: [indices.count]))
    return rows.transposed(0, axis).contiguous()
  }
}
