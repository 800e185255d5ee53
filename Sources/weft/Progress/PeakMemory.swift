import FoundationEssentials

/// The most memory the process has held so far.
enum PeakMemory {
  /// The peak of the resident set, in bytes.
  ///
  /// From the kernel's account of this program alone: `getrusage` begins with what the program that
  /// started this one held.
  static var bytes: Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    let kibibytes = line?.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }.first
    return (kibibytes ?? 0) << 10
  }
}
