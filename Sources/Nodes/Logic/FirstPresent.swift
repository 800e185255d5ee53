import Dataflow

struct FirstPresent: Node {
  static let summary =
    "The first of several values that is there; what makes the later does not run."
  static let isLight = true

  @Input("Taken if it is there: the output of a node whose 'when' holds.")
  var first: Lazy<AnyValue?>
  @Input("Taken if the first is not there.") var second: Lazy<AnyValue?>
  @Input("Taken if neither of these is there.") var third: Lazy<AnyValue?>
  @Input("Taken if none of these is there.") var fourth: Lazy<AnyValue?>
  @Output("The value taken.") var present: AnyValue

  func run(in context: NodeContext) async throws {
    for value in [first, second, third, fourth] {
      guard let value = try await value() else { continue }
      present = value
      return
    }
    throw ValueError("none of the values is there; end with one that always is")
  }
}
