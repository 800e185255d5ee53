/// All faults of a graph, in the order of their places.
public struct DiagnosticList: Error, Sendable, CustomStringConvertible {
  /// The faults.
  public let diagnostics: [Diagnostic]
  /// The text of the file they are in.
  public let source: SourceText

  /// The faults of a file, in the order of their places, each once.
  public init(_ diagnostics: [Diagnostic], in source: SourceText) {
    var seen: Set<Diagnostic> = []
    // Faults of one place keep the order they were found in: `sorted` is stable.
    self.diagnostics = diagnostics.filter { seen.insert($0).inserted }
      .sorted { $0.position < $1.position }
    self.source = source
  }

  /// Whether a fault keeps the graph from running.
  public var hasErrors: Bool { diagnostics.contains { $0.severity != .warning } }

  /// Whether all that keeps the graph from running is a file or model that is not there.
  public var isOnlyMissing: Bool {
    hasErrors && !diagnostics.contains { $0.severity == .error }
  }

  /// Each fault with its line and a caret.
  public var description: String {
    diagnostics.map { $0.rendered(in: source) }.joined(separator: "\n")
  }
}
