extension String {
  /// The text with one text replaced by another, compared byte by byte.
  func replacingText(_ pattern: String, with replacement: String) -> String {
    let pattern = Array(pattern.utf8)
    var result: [UInt8] = []
    var rest = Array(utf8)[...]
    while let first = rest.first {
      if rest.starts(with: pattern) {
        result += replacement.utf8
        rest = rest.dropFirst(pattern.count)
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The text without white space at its ends, as Python's `strip` takes it.
  func trimmingWhiteSpace() -> String {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool {
      scalar.isWhiteSpace || (0x1C...0x1F).contains(scalar.value)
    }
    let scalars = unicodeScalars.drop(while: isBlank)
    guard let last = scalars.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(scalars[...last])
  }
}
