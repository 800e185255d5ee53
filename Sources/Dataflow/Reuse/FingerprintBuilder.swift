/// Collects what a fingerprint is of.
///
/// Every part is preceded by what it is and how long, so that no two sequences of parts make the
/// same bytes.
struct FingerprintBuilder {
  private var bytes: [UInt8] = []

  /// What a part is.
  private enum Part: UInt8 {
    case text = 1
    case number
    case fingerprint
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  mutating func append(_ text: String) {
    bytes.append(Part.text.rawValue)
    bytes.append(littleEndian: UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func append(_ number: Int) {
    bytes.append(Part.number.rawValue)
    bytes.append(littleEndian: UInt64(bitPattern: Int64(number)))
  }

  mutating func append(_ fingerprint: Fingerprint) {
    bytes.append(Part.fingerprint.rawValue)
    bytes.append(littleEndian: fingerprint.high)
    bytes.append(littleEndian: fingerprint.low)
  }

  /// The fingerprint of what has been appended.
  func fingerprint() -> Fingerprint { Fingerprint(ofBytes: bytes[...]) }
}

extension [UInt8] {
  /// Appends the eight bytes of a number, the lowest first.
  mutating func append(littleEndian number: UInt64) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }
}
