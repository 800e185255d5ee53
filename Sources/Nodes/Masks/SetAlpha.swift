import Dataflow
import Tensors

struct SetAlpha: Node {
  static let summary = "A picture with a mask as its opacity."
  static let isLight = true

  @Input("The picture; opacity that it has is replaced.") var image: Image
  @Input("The opacity, of the picture's size: 0 is clear.") var mask: Mask
  @Output("The picture with opacity.") var result: Image

  func run(in context: NodeContext) async throws {
    try mask.check(isFor: image)
    result = Image(image.colors, opacity: mask.values.insertingAxis(at: 0))
  }
}
