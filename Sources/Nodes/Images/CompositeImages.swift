import Dataflow

struct CompositeImages: Node {
  static let summary = "A picture laid over another, or blended with it."
  static let isLight = true

  @Input("The picture behind, which gives the result its size.") var background: Image
  @Input("The picture in front; what reaches over the edges is cut off.") var foreground: Image
  @Input("Column of the background where the foreground begins.", in: -16384...16384) var x = 0
  @Input("Row of the background where the foreground begins.", in: -16384...16384) var y = 0
  @Input("Where the foreground shows, besides its own opacity; of its size.") var mask: Mask?
  @Input("What colour the two make where both are opaque; as in CSS mix-blend-mode.")
  var mode = BlendMode.normal
  @Input("How much of the foreground shows.", in: 0...1) var opacity = 1.0
  @Output("The two together, with opacity if the background has it.") var composite: Image

  func run(in context: NodeContext) async throws {
    try mask?.check(isFor: foreground, called: "the foreground")
    composite = background.covered(
      by: foreground, x: x, y: y, mode: mode, mask: mask, strength: Float(opacity))
  }
}
