/// What the engine does, as it does it.
///
/// Nodes are named by their ids.
public enum EvaluationEvent: Sendable {
  /// The nodes that the run needs for certain, in the order in which they will run.
  case planned([String])
  /// A node begins to run.
  case started(String)
  /// A node has done some of its steps.
  case progress(String, step: Int, count: Int)
  /// A node has written a file.
  case wrote(String, path: String)
  /// A node tells something that the author should know.
  case note(String, message: String)
  /// A node has run.
  case finished(String, time: Duration)
  /// A node takes the result of another that is equal to it.
  case reused(String, from: String)
  /// A node could not do its work.
  case failed(NodeFailure)
  /// A node does not run because what needs it, or what it needs, is not to be had.
  case skipped(String, because: String)
  /// The results of a node have had their last use and are given up.
  case released(String)
  /// The run was cancelled before or while a node ran.
  case cancelled(String)
}

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
