/// Paths of graphs, as texts: no disk is asked.
extension String {
  /// Whether the name of a node's kind is the path of a graph: `./sharpen.yaml`.
  var isGraphPath: Bool { contains("/") || hasSuffix(".yaml") || hasSuffix(".yml") }

  /// The folder that a path leads into: all before the last slash; `.` if there is none.
  var folder: String {
    guard let slash = lastIndex(of: "/") else { return "." }
    return slash == startIndex ? "/" : String(self[..<slash])
  }

  /// The path without `.`, and without `..` where it can be: `a/./b/../c` is `a/c`.
  var normalizedPath: String {
    var parts: [Substring] = []
    for part in split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !hasPrefix("/") {
        parts.append(part)
      }
    }
    let path = parts.joined(separator: "/")
    if hasPrefix("/") { return "/\(path)" }
    return path.isEmpty ? "." : path
  }

  /// Where a path leads that begins in a folder.
  func path(from folder: String) -> String {
    (hasPrefix("/") ? self : "\(folder)/\(self)").normalizedPath
  }

  /// The path that leads to the same place from a folder, both beginning at one place; the path
  /// itself if it cannot be said.
  func path(relativeTo folder: String) -> String {
    guard hasPrefix("/") == folder.hasPrefix("/") else { return self }
    let parts = normalizedPath.split(separator: "/").filter { $0 != "." }
    let start = folder.normalizedPath.split(separator: "/").filter { $0 != "." }
    let common = zip(parts, start).prefix { $0 == $1 }.count
    guard !start[common...].contains("..") else { return self }
    let path = repeatElement("..", count: start.count - common) + parts[common...]
    return path.isEmpty ? "." : path.joined(separator: "/")
  }
}
