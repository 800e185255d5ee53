import Dataflow

struct ImageFromMask: Node {
  static let summary = "A mask as a picture in shades of grey."
  static let isLight = true

  @Input("The mask.") var mask: Mask
  @Output("The picture: white where the mask is 1.") var image: Image

  func run(in context: NodeContext) async throws {
    image = Image(mask)
  }
}
