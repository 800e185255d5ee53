/// Where the graphs are read from that other graphs name: injected, so that checking needs no disk.
public protocol GraphSearch: Sendable {
  /// The text of the graph at a path.
  ///
  /// - Throws: Whatever keeps it from being read, described as a clause.
  func graph(at path: String) throws -> SourceText
}

/// A search that finds no graph.
public struct NoGraphs: GraphSearch {
  /// A search that finds no graph.
  public init() {}

  /// No graph.
  public func graph(at path: String) throws -> SourceText {
    throw NoGraph(path: path)
  }
}

private struct NoGraph: Error, CustomStringConvertible {
  let path: String
  var description: String { "\(path): there is no such file" }
}
