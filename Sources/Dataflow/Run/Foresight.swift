/// What will become of a node, said before anything runs.
public struct Foresight: Sendable, Hashable {
  /// The node's id.
  public let node: String
  /// The name of its kind.
  public let kind: String
  /// What will become of it.
  public let fate: Fate

  /// What will become of a node.
  public enum Fate: Sendable, Hashable {
    /// It will run.
    case runs
    /// It runs, unless its inputs turn out to be those of a result that is at hand: they depend on
    /// a node that has to run first.
    case mayRun
    /// Its result is at hand.
    case reused(ValueStore.Tier)
    /// A condition of it is false.
    case absent
    /// Nothing that runs needs it.
    case notNeeded
  }

  /// Whether it runs or may.
  var mayRun: Bool { fate == .runs || fate == .mayRun }
}

/// What will become of a cell.
enum Foreseen {
  case runs, mayRun, absent
  case reused(ValueStore.Tier)
}
