import Dataflow
import Formats
import Nodes

/// What a run of a graph depends on, as `weft lock` writes it beside the graph.
///
///     weft-lock: 1
///     weft: 0.1.0
///     kinds: {LoadModel: 1, Sample: 2}
///     files: {model: {model.yaml: 3b1f…}}
///     graph: |
///       weft: 1
///       …
///
/// `GraphLock+Reading.swift` reads it, `GraphLock+Drift.swift` compares two.
struct GraphLock {
  /// The version of the lock's form.
  static let form = "1"

  /// The version of Weft.
  var weft: String
  /// The revision of each kind that the graph uses.
  var kinds: [String: String]
  /// The SHA-256 of the files that each node reads, by their paths below the folder that they have
  /// in common: where a model lies does not matter.
  var files: [String: [String: String]]
  /// The graph with the values of its inputs, in canonical style, and the graphs that it is made of.
  var graph: String

  /// Where the lock of a graph is: `graphs/a.lock.yaml` for `graphs/a.yaml`.
  static func path(of graph: String) -> String {
    for ending in [".yaml", ".yml"] where graph.hasSuffix(ending) {
      return "\(graph.dropLast(ending.count)).lock.yaml"
    }
    return "\(graph).lock.yaml"
  }

  /// The lock of a graph as it is now; every file that it depends on is read.
  ///
  /// - Parameters:
  ///   - graph: The graph.
  ///   - models: Where models are found.
  /// - Returns: The lock, and the nodes whose files only a run can tell.
  /// - Throws: Whatever keeps a node from naming its files, or a file from being read.
  static func of(
    _ graph: CheckedGraph, models: ModelFolders
  ) throws -> (lock: GraphLock, unknown: [String]) {
    var lock = GraphLock(
      weft: Version.current,
      kinds: Dictionary(graph.kinds.map { ($0.name, "\($0.revision)") }) { first, _ in first },
      files: [:], graph: ResolvedGraph(graph).text)
    var unknown: [String] = []
    for node in try graph.filesRead(models: models) {
      guard let files = node.files?.map(\.path) else {
        unknown.append(node.node)
        continue
      }
      let shared = commonFolderLength(of: files)
      for file in files {
        lock.files[node.node, default: [:]][String(file.dropFirst(shared))] =
          try FileDigest.sha256(of: file)
      }
    }
    return (lock, unknown)
  }

  /// Number of characters, a slash at the end, of the folder that files have in common.
  private static func commonFolderLength(of files: [String]) -> Int {
    guard
      var common = files.first?.split(separator: "/", omittingEmptySubsequences: false)
        .dropLast()
    else { return 0 }
    for file in files {
      let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      common = common.prefix(zip(common, folder).prefix { $0 == $1 }.count)
    }
    return common.reduce(0) { $0 + $1.count + 1 }
  }

  /// The lock as YAML: the same lock gives the same text.
  var text: String {
    var lines = [
      "# Made by 'weft lock'; 'weft run --locked' refuses to run what is not as it is here.",
      "weft-lock: \(Self.form)", "weft: \(weft)", "kinds:",
    ]
    lines += kinds.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)" }
    lines.append("files:")
    for (node, digests) in files.sorted(by: { $0.key < $1.key }) {
      lines.append("  \(JSON.quoted(node)):")
      lines += digests.sorted { $0.key < $1.key }.map { "    \(JSON.quoted($0.key)): \($0.value)" }
    }
    lines.append("graph: |")
    lines += graph.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map { $0.isEmpty ? "" : "  \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }
}
