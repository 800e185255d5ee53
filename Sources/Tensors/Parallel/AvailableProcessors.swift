#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// How many processors the process may use.
enum AvailableProcessors {
  /// The processors in the affinity mask, or fewer where the control group's quota is lower.
  static func count() -> Int {
    let allowed = affinityCount() ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    guard let quota = controlGroupQuota() else { return allowed }
    return max(1, min(allowed, Int(quota.rounded(.up))))
  }

  /// Processors of the affinity mask; nil where the system does not say.
  private static func affinityCount() -> Int? {
    text(of: "/proc/self/status").flatMap(processorsAllowed)
  }

  /// The processors of the line `Cpus_allowed: <mask>`, hexadecimal with commas.
  static func processorsAllowed(inStatus status: String) -> Int? {
    let key = "Cpus_allowed:"
    guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix(key) }) else {
      return nil
    }
    let count = line.dropFirst(key.count).compactMap(\.hexDigitValue).reduce(0) {
      $0 + $1.nonzeroBitCount
    }
    return count > 0 ? count : nil
  }

  /// Processors' worth of time that the control group allows; nil without a limit.
  ///
  /// Version 2 at the process's own group and every one above it, and version 1.
  private static func controlGroupQuota() -> Double? {
    let root = "/sys/fs/cgroup"
    var quotas: [Double] = []
    if let line = text(of: "/proc/self/cgroup")?.split(separator: "\n").first(where: {
      $0.hasPrefix("0::")
    }) {
      var path = line.dropFirst(3)
      while true {
        if let quota = text(of: "\(root)\(path)/cpu.max").flatMap(quotaOfVersion2) {
          quotas.append(quota)
        }
        guard let slash = path.lastIndex(of: "/") else { break }
        path = path[..<slash]
      }
    }
    if let quota = text(of: "\(root)/cpu/cpu.cfs_quota_us").flatMap(number), quota > 0,
      let period = text(of: "\(root)/cpu/cpu.cfs_period_us").flatMap(number), period > 0
    {
      quotas.append(quota / period)
    }
    return quotas.min()
  }

  /// The quota of `cpu.max`: `<microseconds> <period>`, or `max <period>` without a limit.
  static func quotaOfVersion2(_ text: String) -> Double? {
    let fields = text.split(whereSeparator: \.isWhitespace)
    guard fields.count == 2, let quota = Double(fields[0]), let period = Double(fields[1]),
      quota > 0, period > 0
    else { return nil }
    return quota / period
  }

  private static func number(_ text: String) -> Double? {
    text.split(whereSeparator: \.isWhitespace).first.flatMap { Double($0) }
  }

  /// The first 4096 bytes of a file, as text; nil if it cannot be read.
  private static func text(of path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(descriptor, &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(decoding: buffer[..<count], as: UTF8.self)
  }
}
