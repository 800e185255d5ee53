/// What a node tells while it runs.
public enum NodeReport: Sendable, Hashable {
  /// Some steps of several are done.
  case progress(step: Int, count: Int)
  /// A file has been written.
  case wrote(path: String)
  /// Something that the author of the graph should know.
  case note(String)
}
