import Dataflow
import Tensors

struct DrawLabel: Node {
  static let summary = "A picture with a text on it, in a small bitmap font."
  static let isLight = true

  @Input("The picture.") var image: Image
  @Input("The text, broken where it is too long; what is not ASCII is drawn as boxes.")
  var text: String
  @Input("Where in the picture the label lies.") var position = Anchor.bottomLeft
  @Input("Pixels between the label and the edges of the picture.", in: 0...16384) var margin = 0
  @Input("Pixels along each side of a dot of the letters, which are 5 dots wide.", in: 1...64)
  var size = 2
  @Input("Colour of the letters.") var color = Color.white
  @Input("Colour of the box behind them, or transparent.")
  var background = Color(red: 0, green: 0, blue: 0, opacity: 160)
  @Output("The picture with the label.") var labelled: Image

  func run(in context: NodeContext) async throws {
    // Two dots of the box show around the letters.
    let edge = 2 * size
    let around = 2 * (margin + edge)
    let letters = Lettering(text, size: size, within: image.width - around, image.height - around)
    guard letters.width > 0 else {
      labelled = image
      return
    }
    let label = Image(
      background, width: letters.width + 2 * edge, height: letters.height + 2 * edge
    )
    .withOpacity
    .covered(by: letters.image(in: color), x: edge, y: edge)
    labelled = image.covered(
      by: label,
      x: margin + position.left(of: image.width - 2 * margin - label.width),
      y: margin + position.top(of: image.height - 2 * margin - label.height))
  }
}
