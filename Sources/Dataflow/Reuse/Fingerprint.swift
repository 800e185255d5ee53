/// A digest of all that makes a value: 128 bits of XXH3.
///
/// XXH3 because its 128-bit form is fixed by specification since version 0.8, is found in every
/// distribution, and costs less than the allocation of what it digests. It withstands accidents,
/// not attacks: equal fingerprints are only ever looked for among values that this user computed.
public struct Fingerprint: Sendable, Hashable {
  let high: UInt64
  let low: UInt64
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
