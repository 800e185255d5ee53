extension JSONScanner {
  /// Reads a string.
  ///
  /// - Throws: ``FormatError`` at the byte of a control character, a wrong escape, an unpaired
  ///   surrogate or bytes that are not UTF-8.
  mutating func string() throws(FormatError) -> String {
    guard consume("\"") else { throw error("a string", foundHere()) }
    let start = index
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        advance(by: 1)
        return try text(bytes[start..<(index - 1)], from: start)
      }
      if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
      try checkPrintable(byte)
      advance(by: 1)
    }
    throw error("'\"'", foundHere())
  }

  /// Reads the rest of a string that has escapes, from its first character.
  private mutating func escapedString(from start: Int) throws(FormatError) -> String {
    var decoded = Array(bytes[start..<index])
    while index < bytes.count {
      let byte = bytes[index]
      advance(by: 1)
      switch byte {
      case UInt8(ascii: "\""): return try text(decoded[...], from: start)
      case UInt8(ascii: "\\"): try escape(into: &decoded)
      default:
        try checkPrintable(byte, back: 1)
        decoded.append(byte)
      }
    }
    throw error("'\"'", foundHere())
  }

  /// Reads one escape after its backslash.
  private mutating func escape(into decoded: inout [UInt8]) throws(FormatError) {
    guard index < bytes.count else { throw error("an escape", foundHere()) }
    let kind = bytes[index]
    let simple: UInt8? =
      switch kind {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): kind
      case UInt8(ascii: "b"): 0x08
      case UInt8(ascii: "f"): 0x0C
      case UInt8(ascii: "n"): 0x0A
      case UInt8(ascii: "r"): 0x0D
      case UInt8(ascii: "t"): 0x09
      default: nil
      }
    if let simple {
      advance(by: 1)
      decoded.append(simple)
      return
    }
    guard kind == UInt8(ascii: "u") else { throw error("an escape", foundHere()) }
    let place = position - 1
    advance(by: 1)
    var value = try hexadecimal()
    if (0xD800..<0xDC00).contains(value), consumeLowSurrogateMark() {
      let low = try hexadecimal()
      guard (0xDC00..<0xE000).contains(low) else {
        throw error("the second half of a surrogate pair", "another escape", at: place)
      }
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw error("a character", "half a surrogate pair", at: place)
    }
    decoded.append(contentsOf: scalar.utf8)
  }

  private mutating func consumeLowSurrogateMark() -> Bool {
    guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u")
    else { return false }
    advance(by: 2)
    return true
  }

  private mutating func hexadecimal() throws(FormatError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard index < bytes.count else { throw error("four hexadecimal digits", foundHere()) }
      let digit: UInt8
      switch bytes[index] {
      case let byte where (0x30...0x39).contains(byte): digit = byte - 0x30
      case let byte where (0x61...0x66).contains(byte | 0x20): digit = (byte | 0x20) - 0x61 + 10
      default: throw error("four hexadecimal digits", foundHere())
      }
      value = value << 4 | UInt32(digit)
      advance(by: 1)
    }
    return value
  }

  private func checkPrintable(_ byte: UInt8, back: Int = 0) throws(FormatError) {
    guard byte < 0x20 else { return }
    throw error(
      "an escaped control character", "byte 0x\(String(byte, radix: 16))", at: position - back)
  }

  private func text(_ slice: ArraySlice<UInt8>, from start: Int) throws(FormatError) -> String {
    guard let text = String(validating: slice, as: UTF8.self) else {
      throw error("UTF-8", "other bytes", at: origin + start)
    }
    return text
  }
}
