/// What the engine does, as it does it.
///
/// Nodes are named by their ids.
public enum EvaluationEvent: Sendable {
  /// The nodes that will run, or may, as far as that is known beforehand, in demand order.
  case planned([String])
  /// A node begins to run.
  case started(String)
  /// A node has done some of its steps.
  case progress(String, step: Int, count: Int)
  /// A node has written a file.
  case wrote(String, path: String)
  /// A node tells something that the author should know.
  case note(String, message: String)
  /// A node has run, and meanwhile so many bytes were held at most, if they were counted.
  case finished(String, time: Duration, peakBytes: Int?)
  /// A node takes the result of another that is equal to it.
  case reused(String, from: String)
  /// The result of a node was at hand.
  case found(String, in: ValueStore.Tier)
  /// A condition of a node is false: its outputs are absent.
  case absent(String)
  /// A node could not do its work.
  case failed(NodeFailure)
  /// A node does not run because what needs it, or what it needs, is not to be had.
  case skipped(String, because: String)
  /// The results of a node have had their last use and are given up.
  case released(String)
  /// The results of a node, kept in memory for later runs, had to go for others; or they wait to be
  /// used, memory is limited, and what is needed of them is read from disk.
  case evicted(String)
  /// The run was cancelled before or while a node ran.
  case cancelled(String)
}
