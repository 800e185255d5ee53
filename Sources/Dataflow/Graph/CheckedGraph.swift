/// A graph that can run: every name leads somewhere, every value is of the type that is wanted.
public struct CheckedGraph: Sendable {
  /// The file it was read from.
  public let file: GraphFile
  /// The nodes, in the order of the file.
  public let nodes: [CheckedNode]
  /// What the graph gives, in the order of the file.
  public let outputs: [CheckedOutput]
  /// The value of each input of the graph, in the order of the file; nil for one that is absent.
  let inputs: [(any GraphValue)?]
  /// What each run is given, where the graph is the body of a loop; empty otherwise.
  let parameters: [GraphParameter]
}
