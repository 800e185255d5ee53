import Tensors

// Where a rehearsal, in which nothing is measured, takes the character to be.

extension TokenMask {
  /// A character that covers the first tokens of the picture, ``assumedCount(of:)`` of them.
  static func assumed(rows: Int, columns: Int) -> TokenMask {
    let count = assumedCount(of: rows * columns)
    return TokenMask(rows: rows, columns: columns, (0..<rows * columns).map { $0 < count })
  }

  /// How many of so many tokens a character is taken to cover: 30 %.
  public static func assumedCount(of tokens: Int) -> Int { tokens * 3 / 10 }
}

extension PointMatches {
  /// Every token of a character matched to the token of the identity at the same place in its mask.
  static func assumed(foreground: TokenMask, identity: TokenMask) -> PointMatches {
    let partners = identity.indices
    var places = [Int](repeating: 0, count: foreground.isSet.count)
    for (place, partner) in zip(foreground.indices, partners) { places[place] = partner }
    return PointMatches(
      partners: places, similarities: places.map { _ in 1 }, foreground: foreground,
      identity: identity, threshold: 0)
  }
}
