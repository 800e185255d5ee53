extension JSONScanner {
  /// Reads a value of any kind and forgets it.
  mutating func skip() throws(FormatError) {
    switch peek() {
    case UInt8(ascii: "{"):
      try object { (scanner, _, _) throws(FormatError) in try scanner.skip() }
    case UInt8(ascii: "["): try array { (scanner) throws(FormatError) in try scanner.skip() }
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): _ = try literal()
    default: _ = try number()
    }
  }
}
