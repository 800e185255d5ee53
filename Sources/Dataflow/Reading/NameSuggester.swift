/// Finds the nearest of many names, a bounded number of times: a hostile file may hold a hundred
/// thousand wrong names, and suggestions for the first of them are enough.
struct NameSuggester {
  private let names: [String]
  private var remaining = 100

  init(_ names: some Sequence<String>) {
    self.names = Array(names.prefix(1000))
  }

  /// `; did you mean 'name'?`, or nothing if no name is alike.
  mutating func hint(for name: String, prefix: String = "") -> String {
    guard remaining > 0 else { return "" }
    remaining -= 1
    return names.nearest(to: name).map { "; did you mean '\(prefix)\($0)'?" } ?? ""
  }
}
