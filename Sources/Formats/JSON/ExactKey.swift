/// A text that equals another only if their bytes are the same.
///
/// `String` compares by canonical equivalence; names in files and pieces of a vocabulary differ as
/// soon as their bytes do.
struct ExactKey: Hashable, Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (a: ExactKey, b: ExactKey) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
