import CKernels
import FoundationEssentials
import Tensors

/// What one core of the machine can do: the measure of the benchmarks.
struct MachineLimits: CustomStringConvertible {
  /// Multiplications and additions of float32 in registers, in 10⁹ a second.
  let arithmetic: Double
  /// Bytes read and written by a copy that no cache holds, in 10⁹ a second.
  let memory: Double

  /// The best of several tries at each.
  static func measured() -> MachineLimits {
    var (arithmetic, memory) = (0.0, 0.0)
    for _ in 0..<10 {
      var sum: Float = 0
      let seconds = Benchmark.processorSeconds { sum = k_multiply_in_registers(1 << 20) }
      withExtendedLifetime(sum) {}
      arithmetic = max(arithmetic, Double(k_multiply_in_registers_operations(1 << 20)) / seconds)
    }
    let x = Tensor.full(1, [1 << 25])
    for _ in 0..<5 {
      let seconds = Benchmark.processorSeconds {
        withExtendedLifetime(Tensor.concatenate([x], axis: 0)) {}
      }
      memory = max(memory, Double(x.count * 8) / seconds)
    }
    return MachineLimits(arithmetic: arithmetic / 1e9, memory: memory / 1e9)
  }

  var description: String {
    "limits of one core: \(Int(arithmetic)) GFLOP/s in registers, \(Int(memory)) GB/s copied"
  }
}
