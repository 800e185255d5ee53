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
