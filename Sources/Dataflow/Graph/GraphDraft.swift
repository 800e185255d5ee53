/// A graph whose names are looked up and whose scalars are read by the types that want them.
///
/// What cannot be looked up or read is kept as such: making a draft reports nothing. The rules
/// judge the draft, each seeing only what is its own to judge, so that one fault is one message.
struct GraphDraft: Sendable {
  let file: GraphFile
  let catalog: NodeCatalog
  let models: (any ModelSearch)?
  let settings: [GraphSetting]
  let inputs: [Input]
  let nodes: [Node]
  let outputs: [Value]
  /// The place of each input in ``inputs``, by name.
  let inputIndex: [String: Int]
  /// The place of each node in ``nodes``, by id.
  let nodeIndex: [String: Int]

  /// An input of the graph.
  struct Input {
    let syntax: GraphInput
    /// Its type, or nil if there is none of that name.
    let type: ValueType?
    /// What its value must lie within.
    let bounds: Bounds?
    /// Whether `in:` is no range of the type.
    let hasBadRange: Bool
    /// What the caller sets, or the default; nil if there is neither.
    let value: Value?
    /// Whether the caller sets it.
    let isSet: Bool

    /// Whether its value is nothing.
    var isAbsent: Bool { if case .absent? = value?.content { true } else { false } }
  }

  /// A node of the graph.
  ///
  /// A class, so that each rule looks at the nodes of a large graph without copying them.
  final class Node: Sendable {
    let syntax: GraphNode
    /// Its kind, or nil if there is none of that name.
    let kind: NodeKind?
    /// What each input that the kind declares is given, in that order; nil if it is given nothing.
    let arguments: [Value?]
    /// What ``AnyValue`` stands for at its ports; nil if there are none or their links do not say.
    let variable: TypeVariable?
    /// What must be true for the node to run.
    let condition: Value?
    /// The inputs, by place in the kind, whose arguments are lists to walk; nil if there are none.
    let walked: [Int]?
    /// How it is run again.
    let repetition: Repetition?

    init(
      syntax: GraphNode, kind: NodeKind?, arguments: [Value?], variable: TypeVariable?,
      condition: Value?, walked: [Int]?, repetition: Repetition?
    ) {
      self.syntax = syntax
      self.kind = kind
      self.arguments = arguments
      self.variable = variable
      self.condition = condition
      self.walked = walked
      self.repetition = repetition
    }
  }

  /// How a node is run again on what it gave.
  struct Repetition {
    let times: Value?
    /// The inputs and outputs of what is carried, by place in the kind; nil where there is none of
    /// that name.
    let carried: [(input: Int?, output: Int?)]
    /// The output that ends it, by place in the kind; nil if there is none of that name.
    let until: Int?
  }

  /// What an input or an output is given.
  struct Value {
    let content: Content
    let position: SourcePosition

    indirect enum Content {
      /// A scalar, read.
      case value(any GraphValue)
      /// A scalar that its type cannot read, and why.
      case unreadable(String)
      /// The value of an input of the graph.
      case input(Int)
      /// An output of a node.
      case output(node: Int, output: Int)
      /// A text that values are put into.
      case template([Expression.Segment])
      /// The elements of a list.
      case list([Value])
      /// Nothing: `null`, for an input of a node that may be absent or for one of the graph.
      case absent
      /// Something that another rule or the reader reports.
      case reported
    }
  }
}

extension GraphDraft {
  /// The type of what a link leads to, or nil if it cannot be known.
  func type(of value: Value) -> ValueType? {
    switch value.content {
    case .output(let node, let output): nodes[node].type(ofOutput: output)
    case .input(let index): inputs[index].type
    case .value, .unreadable, .template, .list, .absent, .reported: nil
    }
  }
}

extension GraphDraft.Node {
  /// The type of the values of an output, or nil if it cannot be known.
  func type(ofOutput output: Int) -> ValueType? {
    let type = kind?.outputs[output].type.resolved(with: variable)
    return walked == nil ? type : type?.list
  }

  /// The type of what an input is given, or nil if it cannot be known.
  func type(ofInput input: Int) -> ValueType? {
    let type = kind?.inputs[input].type.resolved(with: variable)
    return walked?.contains(input) == true ? type?.list : type
  }
}

extension GraphDraft.Value {
  /// The value, where it is a scalar, or a list of scalars, that has been read.
  func known(as type: ValueType) -> (any GraphValue)? {
    switch content {
    case .value(let value): return value
    case .list(let elements):
      guard let element = type.element else { return nil }
      let values = elements.compactMap { $0.known(as: element) }
      return values.count == elements.count ? element.list(of: values) : nil
    case .unreadable, .input, .output, .template, .absent, .reported: return nil
    }
  }

  /// The outputs of nodes that the value is made of, in reading order.
  func forEachSource(_ body: (_ node: Int, _ output: Int) -> Void) {
    switch content {
    case .output(let node, let output): body(node, output)
    case .list(let elements): for element in elements { element.forEachSource(body) }
    case .value, .unreadable, .input, .template, .absent, .reported: break
    }
  }
}
