/// A fault in a graph, at the place where its author mends it.
public struct Diagnostic: Sendable, Hashable {
  /// Where the fault is mended.
  public let position: SourcePosition
  /// What is wrong and how to mend it, as one clause.
  public let message: String
  /// Whether the graph can run.
  public let severity: Severity
  /// Whether the line of the file is not to be shown: it may hold a secret.
  let hidesLine: Bool

  /// How much a fault weighs.
  public enum Severity: String, Sendable, Hashable {
    /// The graph cannot run.
    case error
    /// The graph is right, but a file or model it names is not there.
    case missing
    /// The graph can run, but hardly does what was meant.
    case warning
  }

  /// A fault at a place; of a message of more than a thousand characters the ends are kept.
  public init(position: SourcePosition, message: String, severity: Severity = .error) {
    self.init(position: position, message: message, severity: severity, hidesLine: false)
  }

  init(
    position: SourcePosition, message: String, severity: Severity = .error, hidesLine: Bool
  ) {
    self.position = position
    self.message = message.abridged
    self.severity = severity
    self.hidesLine = hidesLine
  }

  /// The fault on one line: `file:line:column: error: message`.
  public var line: String {
    "\(position): \(severity == .warning ? "warning" : "error"): \(message)".withoutControls
  }

  /// The fault, the line of the file it is in, and a caret under its place; of a secret that is
  /// written out, the fault alone.
  public func rendered(in source: SourceText) -> String {
    guard position.line > 0, position.file == source.file, !hidesLine else { return line }
    let excerpt = source.excerpt(around: position.byte, reach: 100)
    let before = excerpt.before.withoutControls
    return """
      \(line)
      \(before)\(excerpt.after.withoutControls)
      \(before.blanks)^
      """
  }
}

extension String {
  /// The text, or its ends where it quotes something huge.
  fileprivate var abridged: String {
    utf8.count > 1000 && unicodeScalars.count > 1000
      ? "\(String(unicodeScalars.prefix(700))) … \(String(unicodeScalars.suffix(200)))" : self
  }
}
