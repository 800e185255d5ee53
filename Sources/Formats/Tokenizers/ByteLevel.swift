/// The alphabet in which byte-level vocabularies spell bytes: printable bytes of Latin-1 as
/// themselves, the others as the characters from U+0100 on.
///
/// Reference: openai/gpt-2:src/encoder.py, `bytes_to_unicode`.
enum ByteLevel {
  /// The character of each byte.
  static let characters: [Unicode.Scalar] = {
    var next: UInt32 = 0x100
    return (UInt8.min...UInt8.max).map { byte in
      if isPrintable(byte) { return Unicode.Scalar(byte) }
      defer { next += 1 }
      return Unicode.Scalar(next) ?? Unicode.Scalar(byte)
    }
  }()

  private static let bytes = Dictionary(
    uniqueKeysWithValues: characters.enumerated().map { ($1, UInt8($0)) })

  private static func isPrintable(_ byte: UInt8) -> Bool {
    (0x21...0x7E).contains(byte) || (0xA1...0xAC).contains(byte) || byte >= 0xAE
  }

  /// The bytes that a token spells; its own UTF-8 if it has characters outside the alphabet.
  static func bytes(of token: String) -> [UInt8] {
    var spelled: [UInt8] = []
    for scalar in token.unicodeScalars {
      guard let byte = bytes[scalar] else { return Array(token.utf8) }
      spelled.append(byte)
    }
    return spelled
  }
}
