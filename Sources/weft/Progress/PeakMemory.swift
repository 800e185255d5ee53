import Glibc

/// The most memory the process has held so far.
enum PeakMemory {
  /// The peak of the resident set, in bytes.
  static var bytes: Int {
    var usage = rusage()
    guard unsafe getrusage(RUSAGE_SELF.rawValue, &usage) == 0 else { return 0 }
    // Linux counts kibibytes.
    return usage.ru_maxrss << 10
  }
}

/// Sizes in bytes as people read them.
enum FileSize {
  /// The size of a file.
  static func of(_ path: String) -> String {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return "gone" }
    return text(Int(status.st_size))
  }

  /// A size with a decimal unit: `840 B`, `21.3 KB`, `2.10 GB`.
  static func text(_ bytes: Int) -> String {
    var size = Double(bytes)
    for unit in ["B", "KB", "MB", "GB"] {
      let digits = unit == "B" || size >= 100 ? 0 : size >= 10 ? 1 : 2
      if size < 1000 || unit == "GB" { return "\(size.fixed(digits)) \(unit)" }
      size /= 1000
    }
    return "\(bytes) B"
  }
}
