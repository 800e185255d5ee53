extension Sequence<String> {
  /// The name most like a mistyped one, or nil if none is alike: at most one edit in three
  /// characters, where an edit inserts, drops, changes or swaps neighbouring characters.
  ///
  /// The first of equally near names wins. Names longer than 64 characters are passed over.
  public func nearest(to name: String) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars)
    guard wanted.count <= 64 else { return nil }
    var best: (name: String, edits: Int)?
    for candidate in self where candidate != name {
      let letters = Array(candidate.lowercased().unicodeScalars)
      let limit = Swift.min(Swift.max(wanted.count, letters.count) / 3, (best?.edits ?? 64) - 1)
      guard letters.count <= 64, abs(letters.count - wanted.count) <= limit else { continue }
      let edits = editCount(wanted, letters)
      if edits <= limit { best = (candidate, edits) }
    }
    return best?.name
  }
}

/// The least number of edits between two words: the optimal string alignment distance.
private func editCount(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var beforePrevious: [Int] = []
  var previous = Array(0...b.count)
  for i in a.indices {
    var current = [i + 1]
    for j in b.indices {
      var edits = min(
        previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        edits = min(edits, beforePrevious[j - 1] + 1)
      }
      current.append(edits)
    }
    (beforePrevious, previous) = (previous, current)
  }
  return previous[b.count]
}
