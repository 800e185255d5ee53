import CXXHash

/// A digest of all that makes a value: 128 bits of XXH3.
///
/// XXH3 because its 128-bit form is fixed by specification since version 0.8, is found in every
/// distribution, and costs less than the allocation of what it digests. It withstands accidents,
/// not attacks: equal fingerprints are only ever looked for among values that this user computed.
public struct Fingerprint: Sendable, Hashable {
  let high: UInt64
  let low: UInt64
}

extension Fingerprint {
  /// The digest of some bytes.
  init(ofBytes bytes: ArraySlice<UInt8>) {
    self = bytes.withUnsafeBytes { Fingerprint(of: $0) }
  }

  /// The digest of some bytes.
  init(of bytes: UnsafeRawBufferPointer) {
    let hash = XXH3_128bits(bytes.baseAddress, bytes.count)
    self.init(high: hash.high64, low: hash.low64)
  }

  /// The digest of a text's UTF-8.
  init(ofText text: String) {
    self.init(ofBytes: Array(text.utf8)[...])
  }

  /// The fingerprint that 32 hexadecimal digits stand for.
  init?(digits: some StringProtocol) {
    guard digits.utf8.count == 32, let high = UInt64(digits.prefix(16), radix: 16),
      let low = UInt64(digits.suffix(16), radix: 16)
    else { return nil }
    self.init(high: high, low: low)
  }
}

extension Fingerprint {
  /// Half of it tells fingerprints apart well enough for a table.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(low)
  }

  // swift-format-ignore: NoLeadingUnderscores
  /// What tables use: a digest needs no hashing, which would be a tenth of a large run's overhead.
  public func _rawHashValue(seed: Int) -> Int {
    Int(truncatingIfNeeded: low) ^ seed
  }
}

extension Fingerprint: CustomStringConvertible {
  /// 32 hexadecimal digits.
  public var description: String {
    [high, low].map { half in
      let digits = String(half, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
