/// The place of a name in an order in which numbers count as numbers: `cat 2` before `cat 10`.
///
/// Letters come in the order of Unicode without regard to case; names that are alike but for case or
/// leading zeros come in the order of their bytes, so that no two places are the same.
struct NaturalOrder: Comparable {
  private let parts: [Part]
  private let name: String

  /// A stretch of digits, or another character.
  private enum Part: Hashable {
    /// The digits without leading zeros, of any number.
    case number(String)
    case character(Character)
  }

  init(_ name: String) {
    self.name = name
    var parts: [Part] = []
    var rest = Substring(name.lowercased())
    while let first = rest.first {
      if first.isDecimalDigit {
        let digits = rest.prefix(while: \.isDecimalDigit)
        parts.append(.number(String(digits.drop { $0 == "0" })))
        rest = rest[digits.endIndex...]
      } else {
        parts.append(.character(first))
        rest = rest.dropFirst()
      }
    }
    self.parts = parts
  }

  /// Whether a name comes before another.
  static func < (a: NaturalOrder, b: NaturalOrder) -> Bool {
    for (x, y) in zip(a.parts, b.parts) where x != y {
      switch (x, y) {
      case (.number(let x), .number(let y)):
        return x.utf8.count == y.utf8.count ? x < y : x.utf8.count < y.utf8.count
      case (.character(let x), .character(let y)): return x < y
      case (.number, .character): return true
      case (.character, .number): return false
      }
    }
    if a.parts.count != b.parts.count { return a.parts.count < b.parts.count }
    return a.name.utf8.lexicographicallyPrecedes(b.name.utf8)
  }
}

extension Character {
  fileprivate var isDecimalDigit: Bool { ("0"..."9").contains(self) }
}
