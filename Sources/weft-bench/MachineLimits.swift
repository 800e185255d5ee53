import FoundationEssentials
import Tensors

/// What one core of the machine can do: the measure of the benchmarks.
struct MachineLimits: CustomStringConvertible {
  /// Multiplications and additions of float32 in registers, in 10⁹ a second.
  let arithmetic: Double
  /// Those of float32 by bfloat16, which some processors round to bfloat16 for the purpose.
  let halves: Double
  /// Multiplications and additions of bytes in registers, in 10⁹ a second.
  let codes: Double
  /// Bytes read and written by a copy that no cache holds, in 10⁹ a second.
  let memory: Double
  /// Bytes read that no cache holds, in 10⁹ a second.
  let reading: Double

  /// The best of several tries at each.
  static func measured() -> MachineLimits {
    let set = Instructions.current
    let arithmetic = best { set.multiplyInRegisters(by: .float32, rounds: 1 << 20) }
    let halves = best { set.multiplyInRegisters(by: .bfloat16, rounds: 1 << 20) }
    let codes = best { set.multiplyBytesInRegisters(rounds: 1 << 20) }
    var (memory, reading) = (0.0, 0.0)
    let x = Tensor.randomNormal([1 << 25], seed: 1)
    for _ in 0..<5 {
      let seconds = Benchmark.processorSeconds {
        withExtendedLifetime(Tensor.concatenate([x], axis: 0)) {}
      }
      memory = max(memory, Double(x.count * 8) / seconds)
    }
    for _ in 0..<5 {
      // A matrix by a vector: two operations for each number that is read.
      let (row, matrix) = (Tensor.full(1, [1, 4096]), x.reshaped([-1, 4096]))
      let seconds = Benchmark.processorSeconds { withExtendedLifetime(row.linear(matrix)) {} }
      reading = max(reading, Double(x.count * 4) / seconds)
    }
    return MachineLimits(
      arithmetic: arithmetic, halves: halves, codes: codes, memory: memory / 1e9,
      reading: reading / 1e9)
  }

  /// The most operations of ten tries, in 10⁹ a second.
  private static func best(_ run: () -> Int) -> Double {
    var best = 0.0
    for _ in 0..<10 {
      var operations = 0
      let seconds = Benchmark.processorSeconds { operations = run() }
      best = max(best, Double(operations) / seconds / 1e9)
    }
    return best
  }

  var description: String {
    "limits of one core: \(Int(arithmetic)) GFLOP/s in registers, \(Int(halves)) of bfloat16,"
      + " \(Int(codes)) GOP/s of bytes, \(Int(memory)) GB/s copied, \(Int(reading)) GB/s read"
  }
}
