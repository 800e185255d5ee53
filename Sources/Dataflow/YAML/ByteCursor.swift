/// Finds the byte at which a Unicode scalar of a text begins.
///
/// Asked for places that go forwards it reads the text once, whatever the number of places.
struct ByteCursor {
  private let bytes: [UInt8]
  private var scalar = 0
  private var byte = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The first byte of the scalar that has `index` scalars before it, or the end of the text.
  mutating func byte(ofScalar index: Int) -> Int {
    while scalar < index, byte < bytes.count {
      byte += 1
      while byte < bytes.count, bytes[byte] & 0xC0 == 0x80 { byte += 1 }
      scalar += 1
    }
    while scalar > index, byte > 0 {
      byte -= 1
      while byte > 0, bytes[byte] & 0xC0 == 0x80 { byte -= 1 }
      scalar -= 1
    }
    return byte
  }
}
