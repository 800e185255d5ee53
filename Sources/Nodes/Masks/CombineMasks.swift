import Dataflow
import Tensors

struct CombineMasks: Node {
  static let summary = "One mask from two of a size."
  static let isLight = true

  @Input("The first mask.") var first: Mask
  @Input("The second mask.") var second: Mask
  @Input(
    """
    What the result marks: union is the larger value, intersection the smaller, difference what \
    the first marks and the second does not, and exclusion what only one marks.
    """)
  var operation: MaskOperation
  @Output("The combined mask.") var combined: Mask

  func run(in context: NodeContext) async throws {
    guard first.width == second.width, first.height == second.height else {
      throw ValueError(
        "the masks have \(first.width)×\(first.height) and \(second.width)×\(second.height) pixels")
    }
    combined = Mask(operation(first.values, second.values))
  }
}

/// What two masks make together.
enum MaskOperation: String, Choice {
  case union, intersection, difference, exclusion

  /// The values of the result, of the shape of both.
  fileprivate func callAsFunction(_ a: Tensor, _ b: Tensor) -> Tensor {
    switch self {
    case .union: a.maximum(b)
    case .intersection: a.minimum(b)
    case .difference: a.minimum(1 - b)
    case .exclusion: (a - b).absolute()
    }
  }
}
