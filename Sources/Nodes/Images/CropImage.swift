import Dataflow
import Tensors

struct CropImage: Node {
  static let summary = "A rectangle of a picture."
  static let isLight = true

  @Input("The picture.") var image: Image
  @Input("Width of the rectangle, in pixels.", in: 1...16384) var width: Int
  @Input("Height of the rectangle, in pixels.", in: 1...16384) var height: Int
  @Input("Its first column; where the anchor puts it if left out.", in: 0...16384) var x: Int?
  @Input("Its first row; where the anchor puts it if left out.", in: 0...16384) var y: Int?
  @Input("Where in the picture it lies.") var anchor = Anchor.center
  @Output("The picture in the rectangle.") var cropped: Image

  func run(in context: NodeContext) async throws {
    let left = x ?? anchor.left(of: image.width - width)
    let top = y ?? anchor.top(of: image.height - height)
    guard left >= 0, top >= 0, left + width <= image.width, top + height <= image.height else {
      throw ValueError(
        "a rectangle of \(width)×\(height) pixels at \(left), \(top) is not inside the picture,"
          + " which has \(image.width)×\(image.height)")
    }
    cropped = Image(image.pixels.part(top..<(top + height), left..<(left + width)).contiguous())
  }
}
