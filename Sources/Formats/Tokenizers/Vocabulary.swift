/// The tokens of a tokenizer by their ids, and back.
struct Vocabulary: Sendable {
  private var ids: [ExactKey: Int] = [:]
  private var tokens: [Int: String] = [:]

  /// Number of ids.
  var count: Int { tokens.count }

  /// The id of a token; nil if there is none.
  func id(of token: String) -> Int? { ids[ExactKey(token)] }

  /// The token of an id; nil if there is none.
  func token(_ id: Int) -> String? { tokens[id] }

  /// Adds a token; a later id of the same token takes its place.
  mutating func insert(_ token: String, id: Int) {
    ids[ExactKey(token)] = id
    tokens[id] = token
  }

  /// Makes room for a known number of tokens.
  mutating func reserveCapacity(_ count: Int) {
    ids.reserveCapacity(count)
    tokens.reserveCapacity(count)
  }
}
