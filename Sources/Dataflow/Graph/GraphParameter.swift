/// What the body of a loop is given for each of its runs.
struct GraphParameter: Sendable {
  /// The input's name.
  let name: String
  /// The type of its value.
  let type: ValueType
}
