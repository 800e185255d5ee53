/// Why a node cannot do what it was asked, found in the values that reached it.
struct ValueError: Error, CustomStringConvertible {
  let description: String

  /// A fault described by one clause that says how to mend it.
  init(_ description: String) {
    self.description = description
  }
}
