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
    var random = SplitMix(state: seed)
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

/// Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators", §3.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
