/// What a node runs several times.
///
/// A class, so that nodes that do not loop stay small.
final class Loop: Sendable {
  /// What runs: its parameter *i* is given by binding *i* of the node, its output *i* is output *i*
  /// of the node.
  let body: CheckedGraph
  /// How often it runs, and what each run is given.
  let form: Form

  init(_ body: CheckedGraph, _ form: Form) {
    self.body = body
    self.form = form
  }

  /// How often the body runs, and what each run is given.
  enum Form: Sendable {
    /// `for_each`: the bindings at these places are lists that are walked together.
    ///
    /// They are of equal lengths, or of length 1, whose element goes to every run. The body runs
    /// once for each element; each output of the node is the list of what the runs gave.
    case each(walked: [Int])
    /// `repeat`: each run is given what the run before gave.
    ///
    /// It ends after `count` runs, or as soon as the output `until` is true. The node's outputs are
    /// those of the last run.
    case again(carried: [Carried], count: Binding, until: Int?)
  }

  /// What goes from one run to the next.
  struct Carried: Sendable {
    /// The parameter that takes the value.
    let parameter: Int
    /// The output of the run before that gives it.
    let output: Int
  }
}
