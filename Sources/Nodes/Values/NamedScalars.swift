import Dataflow

/// Values of several types by name, as nodes take them: a list of names and one of values.
struct NamedScalars {
  /// The values in order.
  let members: [(name: String, value: Scalar)]

  /// - Throws: ``ValueError`` if there is not one name for each value, or two are the same.
  init(_ names: [String], _ values: [Scalar]) throws {
    guard names.count == values.count else {
      throw ValueError(
        "the numbers of names and values differ: \(names.count) and \(values.count)")
    }
    var seen: Set<String> = []
    if let twice = names.first(where: { !seen.insert($0).inserted }) {
      throw ValueError("two values are named '\(twice)'")
    }
    members = Array(zip(names, values))
  }

  /// The values as texts, by name.
  var texts: [String: String] {
    Dictionary(uniqueKeysWithValues: members.map { ($0.name, $0.value.literalText ?? "") })
  }
}
