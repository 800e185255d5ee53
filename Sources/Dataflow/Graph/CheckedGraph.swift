/// A graph that can run: every name leads somewhere, every value is of the type that is wanted.
public struct CheckedGraph: Sendable {
  /// The file it was read from.
  public let file: GraphFile
  /// The graphs that it is made of, each once.
  let parts: [GraphFile]
  /// The nodes, each after all that it needs, and otherwise in the order of the file.
  public let nodes: [CheckedNode]
  /// What the graph gives, in the order of the file.
  public let outputs: [CheckedOutput]
  /// The value of each input of the graph, in the order of the file; nil for one that is absent.
  let inputs: [(any GraphValue)?]
  /// What each run is given, where the graph is the body of a loop; empty otherwise.
  let parameters: [GraphParameter]
}

extension CheckedGraph {
  /// The text of the file that a place is in.
  public func source(at position: SourcePosition) -> SourceText {
    let part = parts.first { $0.source.file == position.file }
    return (part ?? file).source
  }
}
