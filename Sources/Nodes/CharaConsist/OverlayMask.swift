import Dataflow
import Tensors

struct OverlayMask: Node {
  static let summary =
    "A picture with a mask laid over it in a colour, and the mask alone beside it."
  static let isLight = true

  @Input("The picture.") var image: Image
  @Input("The mask, of the same size.") var mask: Mask
  @Input("The colour of the mask.") var color = Color(red: 255, green: 0, blue: 0)
  @Output("Both halves, the picture at half its brightness.") var overlaid: Image

  func run(in context: NodeContext) async throws {
    try mask.check(isFor: image)
    let channels = [color.red, color.green, color.blue].map { Float($0) / 255 }
    let painted =
      Tensor(channels, shape: [3, 1, 1]) * mask.values.insertingAxis(at: 0)
    let mixed = 0.5 * image.pixels.sliced(axis: 0, 0..<3) + 0.5 * painted
    overlaid = Image(.concatenate([mixed, painted], axis: 2).clamped(to: 0...1))
  }
}
