import FoundationEssentials
import Tensors

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// One operation at one shape, timed.
struct Benchmark {
  /// What a benchmark is measured in.
  enum Work {
    /// Floating-point operations; a multiplication and an addition are two.
    case operations(Double)
    /// Those on float32 and bfloat16.
    case halfOperations(Double)
    /// Operations on bytes in whole numbers, counted likewise.
    case codeOperations(Double)
    /// Bytes read and written.
    case bytes(Double)
    /// Bytes read, of which a result is made that is much smaller.
    case reading(Double)
  }

  var name: String
  var work: Work
  /// Makes the operands, and gives what is timed.
  var prepare: () -> () -> Tensor

  init(name: String, work: Work, prepare: @escaping () -> () -> Tensor) {
    self.name = name
    self.work = work
    self.prepare = prepare
  }

  /// Runs until half a second of processor time has gone by, three times at least, or until a minute has.
  ///
  /// - Returns: The best rate for each second of processor time, beside the machine's.
  func measured(_ limits: MachineLimits) -> Figure {
    let run = prepare()
    withExtendedLifetime(run()) {}
    var best = Double.infinity
    var runs = 0
    let start = Self.processorSeconds()
    var spent = 0.0
    while spent < (runs < 3 ? 60 : 0.5) {
      best = min(best, Self.processorSeconds { withExtendedLifetime(run()) {} })
      runs += 1
      spent = Self.processorSeconds() - start
    }
    func figure(_ count: Double, _ unit: String, _ limit: Double) -> Figure {
      Figure(
        name: name, value: count / best / 1e9, unit: unit, limit: limit, milliseconds: best * 1e3)
    }
    switch work {
    case .operations(let count): return figure(count, "GFLOP/s", limits.arithmetic)
    case .halfOperations(let count): return figure(count, "GFLOP/s", limits.halves)
    case .codeOperations(let count): return figure(count, "GOP/s", limits.codes)
    case .bytes(let count): return figure(count, "GB/s", limits.memory)
    case .reading(let count): return figure(count, "GB/s", limits.reading)
    }
  }

  /// Processor time, of all threads, that something takes.
  static func processorSeconds(of run: () -> Void) -> Double {
    let start = processorSeconds()
    run()
    return processorSeconds() - start
  }

  /// Processor time that the process has taken.
  static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// The most memory, in bytes, that the process holds while something runs, beyond what it holds
  /// before; Linux only.
  static func peakBytes(of run: () async -> Void) async -> Int {
    func bytes(_ key: String) -> Int {
      let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
      let line = status.split(separator: "\n").first { $0.hasPrefix(key) }
      return (line?.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }.first ?? 0) << 10
    }
    // What the allocator keeps for later is given back, or else the run would be seen to take none.
    if let trim = dlsym(nil, "malloc_trim") {
      _ = unsafeBitCast(trim, to: (@convention(c) (Int) -> CInt).self)(0)
    }
    // The kernel begins the peak anew.
    try? Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))
    let before = bytes("VmRSS:")
    await run()
    return max(0, bytes("VmHWM:") - before)
  }
}
