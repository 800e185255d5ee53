#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Sizes in bytes as people read them.
public enum FileSize {
  /// The size of a file.
  public static func of(_ path: String) -> String {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return "gone" }
    return text(Int(status.st_size))
  }

  /// A size with a decimal unit and three digits: `840 B`, `21.3 KB`, `2.10 GB`.
  public static func text(_ bytes: Int) -> String {
    guard bytes >= 1000 else { return "\(bytes) B" }
    var size = Double(bytes) / 1000
    var units = ["KB", "MB", "GB"][...]
    while size >= 1000, units.count > 1 {
      size /= 1000
      units.removeFirst()
    }
    return "\(text(size, digits: size >= 100 ? 0 : size >= 10 ? 1 : 2)) \(units.first ?? "GB")"
  }

  private static func text(_ number: Double, digits: Int) -> String {
    let scale = [1, 10, 100][digits]
    let (whole, part) = Int((number * Double(scale)).rounded()).quotientAndRemainder(
      dividingBy: scale)
    let fraction = String(part)
    return digits == 0
      ? "\(whole)" : "\(whole).\(String(repeating: "0", count: digits - fraction.count))\(fraction)"
  }
}
