import Glibc

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
