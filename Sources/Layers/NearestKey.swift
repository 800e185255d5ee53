/// The key that is spelled most like a wanted one; nil where none is near.
///
/// Near is an edit distance of at most a third of the wanted key's length. Of equally near keys the
/// first in alphabetical order is taken.
func nearestKey(to wanted: String, among keys: some Sequence<String>) -> String? {
  let target = Array(wanted.utf8)
  let limit = target.count / 3
  let near = keys.lazy
    .filter { abs($0.utf8.count - target.count) <= limit }
    .map { (distance: editDistance(Array($0.utf8), target), key: $0) }
    .filter { $0.distance <= limit }
  return near.min { ($0.distance, $0.key) < ($1.distance, $1.key) }?.key
}

/// The least number of insertions, deletions and replacements that make one text of the other.
///
/// Levenshtein 1966, by rows of the table of Wagner and Fischer 1974.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var row = Array(0...b.count)
  for i in a.indices {
    var diagonal = row[0]
    row[0] = i + 1
    for j in b.indices {
      let replaced = diagonal + (a[i] == b[j] ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
    }
  }
  return row[b.count]
}
