/// A cursor over the fields of a protocol buffer message.
///
/// Reference: Protocol Buffers, "Encoding". Groups, long gone from the language, are refused.
struct ProtobufReader {
  /// The value of a field.
  enum Value {
    case number(UInt64)
    case bytes(Range<Int>)
  }

  /// A field and where it lies in the file.
  struct Field {
    let number: Int
    let value: Value
    let place: Int
  }

  let file: String
  let bytes: [UInt8]
  private var index: Int
  private let end: Int

  /// Reads the message in a range of a file, or in all of it.
  init(_ bytes: [UInt8], _ range: Range<Int>? = nil, file: String) {
    self.bytes = bytes
    self.file = file
    index = range?.lowerBound ?? 0
    end = range?.upperBound ?? bytes.count
  }

  /// The next field; nil at the end.
  ///
  /// - Throws: ``FormatError`` if it does not lie inside the message.
  mutating func next() throws(FormatError) -> Field? {
    guard index < end else { return nil }
    let place = index
    let key = try variable()
    guard let number = Int(exactly: key >> 3), number > 0 else {
      throw error("a field", "number \(key >> 3)", at: place)
    }
    switch key & 7 {
    case 0: return Field(number: number, value: .number(try variable()), place: place)
    case 1: return Field(number: number, value: .number(try fixed(8)), place: place)
    case 5: return Field(number: number, value: .number(try fixed(4)), place: place)
    case 2:
      let length = try variable()
      guard length <= UInt64(end - index) else {
        throw error("a field inside the \(end) bytes of the message", "length \(length)", at: place)
      }
      let range = index..<(index + Int(length))
      index = range.upperBound
      return Field(number: number, value: .bytes(range), place: place)
    case let type: throw error("a field", "wire type \(type)", at: place)
    }
  }

  /// An error at a place in the file.
  func error(_ expected: String, _ found: String, at place: Int) -> FormatError {
    FormatError(file: file, byte: place, expected: expected, found: found)
  }

  private mutating func variable() throws(FormatError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: 0, to: 64, by: 7) {
      guard index < end else { throw error("a number", "the end of the message", at: index) }
      let byte = bytes[index]
      index += 1
      value |= UInt64(byte & 0x7F) << UInt64(shift)
      if byte < 0x80 { return value }
    }
    throw error("a number of at most 64 bits", "a longer one", at: index)
  }

  private mutating func fixed(_ count: Int) throws(FormatError) -> UInt64 {
    guard count <= end - index else {
      throw error("a number of \(count) bytes", "the end of the message", at: index)
    }
    defer { index += count }
    return bytes[index..<(index + count)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
