import Dataflow
import Tensors

struct FlipImage: Node {
  static let summary = "A picture mirrored."
  static let isLight = true

  @Input("The picture.") var image: Image
  @Input("What is exchanged: left and right (horizontal), or top and bottom (vertical).")
  var direction = FlipDirection.horizontal
  @Output("The mirrored picture.") var flipped: Image

  func run(in context: NodeContext) async throws {
    flipped = Image(image.pixels.flipped(axis: direction == .horizontal ? 2 : 1).contiguous())
  }
}

/// Along which axis a picture is mirrored.
enum FlipDirection: String, Choice {
  case horizontal, vertical
}
