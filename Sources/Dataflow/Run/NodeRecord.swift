/// What became of a node in a run.
public struct NodeRecord: Sendable, Hashable {
  /// The node's id; `outer[2]/inner` for a node that a loop ran.
  public let node: String
  /// What became of it.
  public let outcome: Outcome

  /// What became of a node.
  public enum Outcome: Sendable, Hashable {
    /// It ran, for so long.
    case ran(Duration)
    /// Its result was at hand.
    case found(ValueStore.Tier)
    /// It took the result of another that is equal to it.
    case reused(from: String)
    /// It could not do its work.
    case failed
    /// It could not run because another failed.
    case skipped
    /// A condition of it was false.
    case absent
  }
}

extension EvaluationRun {
  /// Notes what became of a cell.
  func record(_ cell: Int, _ outcome: NodeRecord.Outcome) {
    if case .ran(let time) = outcome { times[cell] = time }
    records.append(NodeRecord(node: name(cell), outcome: outcome))
  }
}
