/// Why a node could not do its work.
public struct NodeFailure: Error, Sendable, CustomStringConvertible {
  /// The node's id.
  public let node: String
  /// The name of its kind.
  public let kind: String
  /// Where the node is in the file.
  public let position: SourcePosition
  /// What the node threw.
  public let cause: any Error

  /// The failure as a fault of the file, at the node that failed.
  public var diagnostic: Diagnostic {
    Diagnostic(position: position, message: "node '\(node)' (\(kind)) failed: \(cause)")
  }

  /// The failure on one line.
  public var description: String { diagnostic.line }
}
