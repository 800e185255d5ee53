import CKernels

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// PyTorch's random generator on the CPU: the same integers and uniform numbers for the same seed, and
/// normal numbers to 2e-6.
///
/// The Mersenne Twister MT19937 (Matsumoto & Nishimura 1998), seeded by one 32-bit word: the upper half
/// of a seed does not matter. Draws follow one another as PyTorch's do on one `torch.Generator`.
/// Reference: pytorch/pytorch v2.13, aten/src/ATen/native/cpu/DistributionTemplates.h.
public struct RandomGenerator: Sendable {
  private var state: [UInt32]
  /// Words of the state that have been drawn.
  private var drawn: Int
  /// The second number of the last pair, where normal numbers are drawn one by one.
  private var spareNormal: Double?

  /// The generator after `torch.manual_seed(seed)`.
  public init(seed: UInt64) {
    state = [UInt32(truncatingIfNeeded: seed)]
    state.reserveCapacity(Self.words)
    for i in 1..<Self.words {
      let last = state[i - 1]
      state.append(1_812_433_253 &* (last ^ (last >> 30)) &+ UInt32(i))
    }
    drawn = Self.words
  }

  /// Numbers drawn evenly from 0 ..< 1, as `torch.rand` does; float32.
  public mutating func uniform(_ shape: [Int]) -> Tensor {
    let words = draw(Shape.count(shape))
    return Tensor(writing: shape) { y in k_uniform_f32(words, y, words.count) }
  }

  /// Numbers of the standard normal distribution, as `torch.randn` draws them; float32.
  ///
  /// Sixteen or more are made in blocks of 16; where the count is no multiple of 16 the last block
  /// takes 16 further uniform numbers and overlaps the one before.
  public mutating func normal(_ shape: [Int]) -> Tensor {
    let count = Shape.count(shape)
    guard count >= Self.block else {
      return Tensor((0..<count).map { _ in Float(nextNormal()) }, shape: shape)
    }
    let words = draw(count)
    let tail = count % Self.block == 0 ? [] : draw(Self.block)
    return Tensor(writing: shape) { y in
      k_uniform_f32(words, y, count)
      Parallel.for(count: count / Self.block, grain: Parallel.functionGrain / Self.block) { range in
        k_normal_f32(y + range.lowerBound * Self.block, range.count)
      }
      if !tail.isEmpty {
        let last = y + (count - Self.block)
        k_uniform_f32(tail, last, Self.block)
        k_normal_f32(last, 1)
      }
    }
  }

  /// Numbers of the standard normal distribution, as `torch.randn` draws them in float64.
  ///
  /// They are unrelated to the float32 numbers of the same seed where there are 16 or more.
  public mutating func normalDoubles(count: Int) -> [Double] {
    guard count >= Self.block else { return (0..<count).map { _ in nextNormal() } }
    var numbers = (0..<count).map { _ in nextUniformDouble() }
    for first in stride(from: 0, through: count - Self.block, by: Self.block) {
      Self.makeNormal(&numbers[first..<first + Self.block])
    }
    if count % Self.block != 0 {
      let last = count - Self.block
      for i in last..<count { numbers[i] = nextUniformDouble() }
      Self.makeNormal(&numbers[last..<count])
    }
    return numbers
  }

  /// Integers drawn evenly from 0 ..< `bound`, as `torch.randint` draws int64: one random word modulo
  /// the bound, or two for a bound of 2²⁸ or more.
  public mutating func integers(below bound: UInt64, count: Int) -> [Int64] {
    precondition(bound > 0 && bound <= 1 << 63, "integers below \(bound)")
    if bound < 1 << 28 { return draw(count).map { Int64(UInt64($0) % bound) } }
    return (0..<count).map { _ in Int64(next64() % bound) }
  }

  // MARK: Draws

  private static let words = Int(K_MERSENNE_WORDS)
  private static let block = 16

  /// The next random words.
  private mutating func draw(_ count: Int) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: count) { buffer, initialized in
      while initialized < count {
        if drawn == Self.words {
          k_mersenne_twist(&state)
          drawn = 0
        }
        let part = min(count - initialized, Self.words - drawn)
        state.withUnsafeBufferPointer { state in
          guard let from = state.baseAddress, let to = buffer.baseAddress else { return }
          k_mersenne_temper(from + drawn, to + initialized, part)
        }
        drawn += part
        initialized += part
      }
    }
  }

  /// Two words as one number, the first above the second.
  private mutating func next64() -> UInt64 {
    let words = draw(2)
    return UInt64(words[0]) << 32 | UInt64(words[1])
  }

  private mutating func nextUniformDouble() -> Double {
    Double(next64() & (1 << 53 - 1)) * 0x1p-53
  }

  private mutating func nextNormal() -> Double {
    if let spare = spareNormal {
      spareNormal = nil
      return spare
    }
    let turn = 2 * Double.pi * nextUniformDouble()
    let radius = (-2 * log1p(-nextUniformDouble())).squareRoot()
    spareNormal = radius * sin(turn)
    return radius * cos(turn)
  }

  /// One block of 16 uniform numbers to normal ones.
  private static func makeNormal(_ block: inout ArraySlice<Double>) {
    let first = block.startIndex
    for j in first..<first + 8 {
      let radius = (-2 * log(1 - block[j])).squareRoot()
      let turn = 2 * Double.pi * block[j + 8]
      block[j] = radius * cos(turn)
      block[j + 8] = radius * sin(turn)
    }
  }
}

extension Tensor {
  /// Numbers of the standard normal distribution, as PyTorch's CPU generator draws them after
  /// `torch.manual_seed(seed)`; float32.
  public static func randomNormal(_ shape: [Int], seed: UInt64) -> Tensor {
    var generator = RandomGenerator(seed: seed)
    return generator.normal(shape)
  }
}
