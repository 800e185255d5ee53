/// A text that equals another only if their bytes are the same.
///
/// `String` compares by canonical equivalence; names in files and pieces of a vocabulary differ as
/// soon as their bytes do.
struct ExactKey: Hashable, Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (a: ExactKey, b: ExactKey) -> Bool {
    var (left, right) = (a.text, b.text)
    return left.withUTF8 { left in right.withUTF8 { left.elementsEqual($0) } }
  }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
