import CPictures

extension FormatError {
  /// What a codec reports of a file.
  init(_ fault: p_fault, file: String, expected: String) {
    let message = withUnsafeBytes(of: fault.message) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    self.init(file: file, byte: fault.byte, expected: expected, found: message)
  }
}
