import Dataflow
import Tensors

struct InvertImage: Node {
  static let summary = "A picture with each colour replaced by its complement, as in a negative."
  static let isLight = true

  @Input("The picture; its opacity stays.") var image: Image
  @Output("The inverted picture.") var inverted: Image

  func run(in context: NodeContext) async throws {
    inverted = image.withColors(1 - image.colors)
  }
}
