/// A place in the bytes of a GGUF file, which never leaves them.
struct GGUFScanner {
  private let bytes: UnsafeRawBufferPointer
  private let file: String
  /// The byte that is read next.
  private(set) var position = 0

  init(_ bytes: UnsafeRawBufferPointer, file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// Bytes that are left.
  private var remaining: Int { bytes.count - position }

  func error(_ expected: String, _ found: String, at place: Int) -> FormatError {
    FormatError(file: file, byte: place, expected: expected, found: found)
  }

  /// A number, little endian.
  ///
  /// - Throws: ``FormatError`` if the file ends before it does.
  mutating func number<Number: FixedWidthInteger>(
    _ type: Number.Type, _ what: String
  ) throws(FormatError) -> Number {
    let size = MemoryLayout<Number>.size
    guard remaining >= size else {
      throw error("\(what) of \(size) bytes", "\(remaining) bytes", at: position)
    }
    defer { position += size }
    return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: Number.self))
  }

  /// A count of things that each take at least so many bytes: no more than the file can hold.
  ///
  /// - Throws: ``FormatError`` if the file is too short for them.
  mutating func count(of what: String, eachAtLeast size: Int) throws(FormatError) -> Int {
    let place = position
    let count = try number(UInt64.self, "the number of \(what)")
    guard count <= UInt64(remaining / size) else {
      throw error(
        "\(what) inside the \(bytes.count) bytes of the file", "\(count) of them", at: place)
    }
    return Int(count)
  }

  /// A text: its length in bytes, and UTF-8.
  ///
  /// - Throws: ``FormatError`` if it leaves the file or is not UTF-8.
  mutating func text(_ what: String) throws(FormatError) -> String {
    let place = position
    let length = try number(UInt64.self, "the length of \(what)")
    guard length <= UInt64(remaining) else {
      throw error(
        "\(what) inside the \(bytes.count) bytes of the file", "\(length) bytes", at: place)
    }
    let range = position..<position + Int(length)
    position = range.upperBound
    guard let text = String(validating: bytes[range], as: UTF8.self) else {
      throw error("\(what) in UTF-8", "other bytes", at: range.lowerBound)
    }
    return text
  }

  /// Passes over bytes that are known to be there.
  mutating func skip(_ count: Int) { position += count }
}
