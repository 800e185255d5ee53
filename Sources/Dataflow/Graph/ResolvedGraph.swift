/// A graph with the values of its inputs put in: what made a picture, as text that runs again.
///
/// The graphs that it is made of are in the text, under `graphs:`.
public struct ResolvedGraph: Sendable {
  /// The graph in canonical YAML, each input having the run's value as its default.
  public let text: String

  /// The name and value of each input, in the order of the file.
  public let inputs: [Setting]

  /// The value of one input.
  public struct Setting: Sendable, Hashable {
    /// The input's name.
    public let name: String
    /// The scalar, or the list as YAML has it, that stands for the value.
    public let value: String
  }

  /// No graph: a node that is run by itself.
  public static let none = ResolvedGraph(text: "", inputs: [])

  /// A text and the inputs in it.
  init(text: String, inputs: [Setting]) {
    self.text = text
    self.inputs = inputs
  }

  /// A graph with its inputs' values put in.
  public init(_ graph: CheckedGraph) {
    var writer = GraphWriter()
    text = writer.write(graph.file, inputs: graph.inputs, parts: graph.parts)
    inputs = zip(graph.file.inputs, graph.inputs).map { input, value in
      Setting(
        name: input.name.value,
        value: value.map { $0.literalText ?? GraphWriter.text($0) } ?? "null")
    }
  }
}
