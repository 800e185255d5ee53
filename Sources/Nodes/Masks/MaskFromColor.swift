import Dataflow
import Tensors

struct MaskFromColor: Node {
  static let summary = "A mask of the pixels that have a colour, or nearly."
  static let isLight = true

  @Input("The picture; its opacity is ignored.") var image: Image
  @Input("The colour; its opacity is ignored.") var color: Color
  @Input("How far each channel may be from the colour's, of the whole range.", in: 0...1)
  var tolerance = 0.1
  @Output("1 where the picture has the colour, 0 elsewhere.") var mask: Mask

  func run(in context: NodeContext) async throws {
    let distance = (image.colors - color.channels).absolute().maximum(axis: 0)
    // Half a step of 16 bits, so that rounding does not decide.
    let limit = Float(tolerance) + 0x1p-17
    mask = Mask(distance) { $0 <= limit }
  }
}
