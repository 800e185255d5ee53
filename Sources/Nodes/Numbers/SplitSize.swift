import Dataflow

struct SplitSize: Node {
  static let summary = "The width and the height of a size, for inputs that take them apart."
  static let isLight = true

  @Input("The size, such as 768x512.") var size: Size
  @Output("The width, in pixels.") var width: Int
  @Output("The height, in pixels.") var height: Int

  func run(in context: NodeContext) async throws {
    width = size.width
    height = size.height
  }
}
