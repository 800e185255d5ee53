/// What a run made of what it was asked for.
public struct RunResult: Sendable {
  /// The values asked for that could be made, in the order in which they were asked for.
  public let outputs: [Output]
  /// The nodes that failed, in the order in which they did.
  public let failures: [NodeFailure]
  /// Whether the run was cancelled.
  public let isCancelled: Bool
  /// What became of each node that something became of, in the order in which it did.
  public let records: [NodeRecord]
  /// What each of them was made of; empty where nothing is kept on disk.
  let details: [NodeDetail]

  /// A value that was asked for.
  public struct Output: Sendable {
    /// The name of the graph's output, or `node.output` where a node was asked for.
    public let name: String
    /// The value.
    public let value: any GraphValue
    /// What it contributes to the fingerprint of what is made of it.
    let contribution: Contribution?
  }

  /// The value of that name, if it was made.
  public subscript(name: String) -> (any GraphValue)? {
    outputs.first { $0.name == name }?.value
  }
}
