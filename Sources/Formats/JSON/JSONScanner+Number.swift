extension JSONScanner {
  /// Reads a number: whole where the text is and 64 bits hold it, else a double.
  ///
  /// - Throws: ``FormatError`` at its first byte if it is none.
  mutating func number() throws(FormatError) -> JSON.Value {
    if consume("NaN") { return .number(.nan) }
    if consume("Infinity") { return .number(.infinity) }
    if consume("-Infinity") { return .number(-.infinity) }
    _ = peek()
    let start = index
    let place = position
    var isWhole = true
    if next(is: "-") { advance(by: 1) }
    let whole = digits()
    guard whole > 0, whole == 1 || bytes[index - whole] != UInt8(ascii: "0") else {
      throw error("a number", "other text", at: place)
    }
    if next(is: ".") {
      isWhole = false
      advance(by: 1)
      guard digits() > 0 else { throw error("a digit", foundHere()) }
    }
    if next(is: "e") || next(is: "E") {
      isWhole = false
      advance(by: 1)
      if next(is: "+") || next(is: "-") { advance(by: 1) }
      guard digits() > 0 else { throw error("a digit", foundHere()) }
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    if isWhole, let value = Int(text) { return .integer(value) }
    guard let value = Double(text) else { throw error("a number", "'\(text)'", at: place) }
    return .number(value)
  }

  private func next(is character: Unicode.Scalar) -> Bool {
    index < bytes.count && bytes[index] == UInt8(ascii: character)
  }

  private mutating func digits() -> Int {
    var count = 0
    while index < bytes.count, (0x30...0x39).contains(bytes[index]) {
      advance(by: 1)
      count += 1
    }
    return count
  }
}
