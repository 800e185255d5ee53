/// The value of an input of a graph that is declared as `{type: Choice, choices: […]}`.
///
/// It becomes a value of a ``Choice`` where it goes into a node.
struct NamedChoice: GraphValue {
  let name: String

  init(literal: Literal) throws(LiteralError) {
    name = literal.text
  }

  static var typeName: String { "Choice" }

  static var isPlain: Bool { true }

  var literalText: String? { name }
}
