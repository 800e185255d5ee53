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
    /// Bytes read and written.
    case bytes(Double)
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

  /// Runs until half a second has gone by, three times at least, and prints the best time, the rate,
  /// and the rate for each second of processor time, which other programs disturb less.
  func report() {
    let run = prepare()
    _ = run()
    var best = (elapsed: Double.infinity, processor: Double.infinity)
    var runs = 0
    let start = Self.seconds(CLOCK_MONOTONIC)
    while runs < 3 || Self.seconds(CLOCK_MONOTONIC) - start < 0.5 {
      let before = (Self.seconds(CLOCK_MONOTONIC), Self.seconds(CLOCK_PROCESS_CPUTIME_ID))
      withExtendedLifetime(run()) {}
      best.elapsed = min(best.elapsed, Self.seconds(CLOCK_MONOTONIC) - before.0)
      best.processor = min(best.processor, Self.seconds(CLOCK_PROCESS_CPUTIME_ID) - before.1)
      runs += 1
    }
    let (amount, unit) =
      switch work {
      case .operations(let count): (count, "GFLOP/s")
      case .bytes(let count): (count, "GB/s")
      }
    print(
      Self.padded(name, 52), Self.fixed(best.elapsed * 1e3, 10), "ms",
      Self.fixed(amount / best.elapsed / 1e9, 9), unit,
      Self.fixed(amount / best.processor / 1e9, 9), "per core")
  }

  /// Processor time that the process has taken.
  static func processorSeconds() -> Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }

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

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  static func fixed(_ value: Double, _ width: Int) -> String {
    let hundredths = Int((value * 100).rounded())
    let fraction = hundredths % 100
    let text = "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    return String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
