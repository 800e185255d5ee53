/// Damaged copies of a file, for tests that a reader answers each of them with a value or an error.
public struct Corruption: Sequence {
  private let bytes: [UInt8]
  private let truncations: Int
  private let flips: Int
  private let seed: UInt64

  /// Damages `bytes` at places that depend on `seed` alone.
  ///
  /// - Parameters:
  ///   - bytes: The sound file.
  ///   - truncations: How many copies to cut off somewhere.
  ///   - flips: How many copies to change in one byte.
  ///   - seed: Seed of the places.
  public init(of bytes: [UInt8], truncations: Int = 200, flips: Int = 2000, seed: UInt64 = 1) {
    self.bytes = bytes
    self.truncations = truncations
    self.flips = flips
    self.seed = seed
  }

  /// The damaged copies: first the truncated ones, then those with one byte changed.
  public func makeIterator() -> AnyIterator<[UInt8]> {
    var random = SplitMix(seed: seed)
    var made = 0
    return AnyIterator {
      made += 1
      if made <= truncations {
        return Array(bytes.prefix(Int.random(in: bytes.indices, using: &random)))
      }
      guard made <= truncations + flips else { return nil }
      var copy = bytes
      copy[Int.random(in: bytes.indices, using: &random)] ^= UInt8.random(
        in: 1...255, using: &random)
      return copy
    }
  }
}
