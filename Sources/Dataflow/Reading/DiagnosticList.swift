/// All faults of a graph and of the graphs it is made of, in the order of their places.
public struct DiagnosticList: Error, Sendable, CustomStringConvertible {
  /// The faults.
  public let diagnostics: [Diagnostic]
  /// The texts of the files they are in, by path.
  private let sources: [String: SourceText]

  /// The faults of a file, in the order of their places, each once.
  public init(_ diagnostics: [Diagnostic], in source: SourceText) {
    self.init(diagnostics, in: [source])
  }

  /// The faults of several files, each file's in the order of their places, each once.
  public init(_ diagnostics: [Diagnostic], in sources: [SourceText]) {
    var seen: Set<Diagnostic> = []
    // Faults of one place keep the order they were found in: `sorted` is stable.
    self.diagnostics = diagnostics.filter { seen.insert($0).inserted }
      .sorted { $0.position < $1.position }
    self.sources = Dictionary(sources.map { ($0.file, $0) }) { first, _ in first }
  }

  /// The faults of several lists as one, each once.
  public init(_ lists: [DiagnosticList]) {
    self.init(lists.flatMap(\.diagnostics), in: lists.flatMap(\.sources.values))
  }

  /// Whether a fault keeps the graph from running.
  public var hasErrors: Bool { diagnostics.contains { $0.severity != .warning } }

  /// Whether all that keeps the graph from running is a file or model that is not there.
  public var isOnlyMissing: Bool {
    hasErrors && !diagnostics.contains { $0.severity == .error }
  }

  /// Each fault with its line and a caret.
  public var description: String {
    // Another fault in the line of a secret does not show it either.
    let hidden = Set(diagnostics.filter(\.hidesLine).map { Place($0.position) })
    return diagnostics.map { fault in
      let source = hidden.contains(Place(fault.position)) ? nil : sources[fault.position.file]
      return source.map { fault.rendered(in: $0) } ?? fault.line
    }.joined(separator: "\n")
  }
}

/// A line of a file.
private struct Place: Hashable {
  let file: String
  let line: Int

  init(_ position: SourcePosition) {
    file = position.file
    line = position.line
  }
}
