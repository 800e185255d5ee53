/// What differs between two graphs by meaning: their inputs, nodes and outputs, and the values in
/// them.
///
/// The order of keys, comments, the style of scalars and anchors mean nothing. A node that has the
/// kind and the inputs of one that is gone is that node under another id, and links that follow it
/// are the same links.
public struct GraphDifference: Sendable {
  /// Something that differs.
  public struct Change: Sendable, Hashable {
    /// Where: `nodes.noise`, `nodes.denoised.steps`, `inputs.seed.default`, `about`.
    public let place: String
    /// What stands there in the first graph, nil if there is nothing: of a node its kind, of an
    /// input its type, of a renamed node its id, of anything else its value.
    public let old: String?
    /// What stands there in the second graph.
    public let new: String?
    /// What happened to it.
    public let event: Event
  }

  /// What happens to a part of a graph.
  public enum Event: String, Sendable, Hashable {
    /// The second graph has it, the first does not.
    case added
    /// The first graph has it, the second does not.
    case removed
    /// Both have it, with different values; or one of both gives it a value.
    case changed
    /// A node has another id.
    case renamed
  }

  /// All that differs: what is said of the whole graph, then inputs, nodes, outputs and included
  /// graphs, each in the order of the first graph and then of the second.
  public let changes: [Change]

  /// Compares two graphs.
  ///
  /// - Throws: The faults of the YAML, where a text is not YAML or no mapping.
  public init(from first: SourceText, to second: SourceText) throws(DiagnosticList) {
    var comparison = GraphComparison()
    comparison.compareGraphs(try Self.entries(first), try Self.entries(second))
    changes = comparison.changes
  }

  private static func entries(_ source: SourceText) throws(DiagnosticList) -> [YAMLEntry] {
    let (root, faults) = YAMLNode.read(source)
    guard faults.isEmpty, let root else { throw DiagnosticList(faults, in: source) }
    guard case .mapping(let entries) = root.content else {
      throw DiagnosticList(
        [Diagnostic(position: root.position, message: "a graph is a mapping, not \(root.name)")],
        in: source)
    }
    return entries
  }
}
