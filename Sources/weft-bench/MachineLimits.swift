import CKernels
import FoundationEssentials
import Tensors

/// What one core of the machine can do: the measure of the benchmarks.
struct MachineLimits: CustomStringConvertible {
  /// Multiplications and additions of float32 in registers, in 10⁹ a second.
  let arithmetic: Double
  /// Multiplications and additions of bytes in registers, in 10⁹ a second.
  let codes: Double
  /// Bytes read and written by a copy that no cache holds, in 10⁹ a second.
  let memory: Double
  /// Bytes read that no cache holds, in 10⁹ a second.
  let reading: Double

  /// The best of several tries at each.
  static func measured() -> MachineLimits {
    var (arithmetic, codes, memory, reading) = (0.0, 0.0, 0.0, 0.0)
    for _ in 0..<10 {
      var sum: Float = 0
      let seconds = Benchmark.processorSeconds { sum = k_multiply_in_registers(1 << 20) }
      withExtendedLifetime(sum) {}
      arithmetic = max(arithmetic, Double(k_multiply_in_registers_operations(1 << 20)) / seconds)
    }
    for _ in 0..<10 {
      var operations = 0
      let seconds = Benchmark.processorSeconds {
        operations = Instructions.current.multiplyBytesInRegisters(rounds: 1 << 20)
      }
      codes = max(codes, Double(operations) / seconds)
    }
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
      arithmetic: arithmetic / 1e9, codes: codes / 1e9, memory: memory / 1e9,
      reading: reading / 1e9)
  }

  var description: String {
    "limits of one core: \(Int(arithmetic)) GFLOP/s in registers, \(Int(codes)) GOP/s of bytes,"
      + " \(Int(memory)) GB/s copied, \(Int(reading)) GB/s read"
  }
}
