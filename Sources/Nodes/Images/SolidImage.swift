import Dataflow

struct SolidImage: Node {
  static let summary = "A picture of one colour."
  static let isLight = true

  @Input("Width in pixels.", in: 1...16384) var width: Int
  @Input("Height in pixels.", in: 1...16384) var height: Int
  @Input("The colour.") var color = Color.black
  @Output("The picture, with opacity if the colour is not opaque.") var image: Image

  func run(in context: NodeContext) async throws {
    image = Image(color, width: width, height: height)
  }
}
