/// A cursor over JSON text that reads one token at a time and builds nothing.
///
/// The grammar is RFC 8259, with two allowances that Python's writer needs: `NaN`, `Infinity` and
/// `-Infinity` are numbers. Every other departure is an error at its byte. Containers nest at most
/// ``maximumDepth`` deep. Strings are valid UTF-8 without unpaired surrogates.
struct JSONScanner {
  /// Containers may nest this deep.
  static let maximumDepth = 64

  let file: String
  let bytes: [UInt8]
  /// Offset in `file` of the first of `bytes`.
  let origin: Int
  private(set) var index = 0
  private var depth = 0

  init(_ bytes: [UInt8], file: String, origin: Int = 0) {
    self.bytes = bytes
    self.file = file
    self.origin = origin
  }

  /// Offset in the file of the next byte.
  var position: Int { origin + index }

  /// An error at a place in the file, or at the next byte.
  func error(_ expected: String, _ found: String, at byte: Int? = nil) -> FormatError {
    FormatError(file: file, byte: byte ?? position, expected: expected, found: found)
  }

  /// Skips white space and returns the next byte without consuming it; nil at the end.
  mutating func peek() -> UInt8? {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      case let byte: return byte
      }
    }
    return nil
  }

  /// Checks that nothing but white space is left.
  mutating func end() throws(FormatError) {
    guard peek() == nil else { throw error("the end of the JSON", foundHere()) }
  }

  /// Reads an object, calling `member` with each key and the key's offset in the file; `member` must
  /// consume the value.
  ///
  /// - Throws: ``FormatError`` if this is not an object, if a key appears twice, or what `member`
  ///   throws.
  mutating func object(
    _ member: (inout JSONScanner, String, Int) throws(FormatError) -> Void
  ) throws(FormatError) {
    try open("{", "an object")
    var keys = ExactKeys()
    if peek() != UInt8(ascii: "}") {
      repeat {
        _ = peek()
        let place = position
        let key = try string()
        guard keys.insert(key) else {
          throw error("each key once", "key '\(key)' a second time", at: place)
        }
        guard consume(":") else { throw error("':'", foundHere()) }
        try member(&self, key, place)
      } while consume(",")
    }
    try close("}")
  }

  /// Reads an array, calling `element` at each element; `element` must consume the value.
  ///
  /// - Throws: ``FormatError`` if this is not an array, or what `element` throws.
  mutating func array(
    _ element: (inout JSONScanner) throws(FormatError) -> Void
  ) throws(FormatError) {
    try open("[", "an array")
    if peek() != UInt8(ascii: "]") {
      repeat {
        try element(&self)
      } while consume(",")
    }
    try close("]")
  }

  /// Reads a number that is a whole one of at most 64 bits.
  mutating func integer() throws(FormatError) -> Int {
    _ = peek()
    let start = position
    guard case .integer(let value) = try number() else {
      throw error("a whole number of at most 64 bits", "another number", at: start)
    }
    return value
  }

  /// Reads one of `true`, `false` and `null`.
  mutating func literal() throws(FormatError) -> JSON.Value {
    if consume("true") { return .boolean(true) }
    if consume("false") { return .boolean(false) }
    if consume("null") { return .null }
    throw error("a value", foundHere())
  }

  /// Consumes `text` if it comes next, after white space.
  mutating func consume(_ text: StaticString) -> Bool {
    guard peek() != nil, bytes.count - index >= text.utf8CodeUnitCount else { return false }
    let matches = text.withUTF8Buffer { expected in
      for (offset, byte) in expected.enumerated() where bytes[index + offset] != byte {
        return false
      }
      return true
    }
    if matches { index += text.utf8CodeUnitCount }
    return matches
  }

  /// Moves past bytes already looked at.
  mutating func advance(by count: Int) { index += count }

  /// What stands at the next byte, for a message.
  func foundHere() -> String {
    guard index < bytes.count else { return "the end of the text" }
    let byte = bytes[index]
    guard byte > 0x20, byte < 0x7F else { return "byte 0x\(String(byte, radix: 16))" }
    return "'\(Character(Unicode.Scalar(byte)))'"
  }

  private mutating func open(_ bracket: StaticString, _ what: String) throws(FormatError) {
    guard consume(bracket) else { throw error(what, foundHere()) }
    depth += 1
    guard depth <= Self.maximumDepth else {
      throw error("at most \(Self.maximumDepth) levels of nesting", "more", at: position - 1)
    }
  }

  private mutating func close(_ bracket: StaticString) throws(FormatError) {
    guard consume(bracket) else { throw error("',' or '\(bracket)'", foundHere()) }
    depth -= 1
  }
}

/// The keys of one object, told apart by their bytes: Swift's strings are equal when they are
/// canonically equivalent, JSON's are not.
private struct ExactKeys {
  private var seen: [ExactKey] = []
  private var table: Set<ExactKey> = []

  /// Adds a key; false if it was there.
  mutating func insert(_ key: String) -> Bool {
    let key = ExactKey(key)
    // Most objects are small; a set pays only for the large ones.
    guard seen.count >= 16 else {
      guard !seen.contains(key) else { return false }
      seen.append(key)
      return true
    }
    if table.isEmpty { table = Set(seen) }
    return table.insert(key).inserted
  }
}
