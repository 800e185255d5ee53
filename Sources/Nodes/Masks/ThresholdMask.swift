import Dataflow

struct ThresholdMask: Node {
  static let summary = "A mask of nothing but 0 and 1: where another reaches a value."
  static let isLight = true

  @Input("The mask, such as a channel of a picture.") var mask: Mask
  @Input("The value from which on the result is 1.", in: 0...1) var threshold = 0.5
  @Output("1 where the mask is at least the threshold, 0 elsewhere.") var thresholded: Mask

  func run(in context: NodeContext) async throws {
    let limit = Float(threshold)
    thresholded = Mask(mask.values) { $0 >= limit }
  }
}
