/// A key, or the beginning of one, in which `#` stands for any number.
struct KeyPattern: Sendable {
  private let components: [Substring]

  init(_ text: String) {
    components = text.split(separator: ".")
  }

  /// What a key has where the pattern has `#`, and the components after the pattern.
  struct Match {
    let numbers: [Substring]
    let rest: ArraySlice<Substring>
  }

  /// How the pattern fits the beginning of a key; nil where it does not.
  func match(_ key: [Substring]) -> Match? {
    guard key.count >= components.count else { return nil }
    var numbers: [Substring] = []
    for (component, found) in zip(components, key) {
      if component == "#" {
        guard !found.isEmpty, found.allSatisfy(\.isWholeNumber) else { return nil }
        numbers.append(found)
      } else if component != found {
        return nil
      }
    }
    return Match(numbers: numbers, rest: key[components.count...])
  }

  /// The key that has a match's numbers where the pattern has `#`, and then its rest.
  func filled(by match: Match) -> String {
    var numbers = match.numbers.makeIterator()
    let filled = components.map { $0 == "#" ? numbers.next() ?? $0 : $0 }
    return (filled + match.rest).joined(separator: ".")
  }
}
