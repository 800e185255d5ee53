/// A kind of node: its ports and one function.
///
///     struct Add: Node {
///       static let summary = "The sum of two numbers."
///
///       @Input("The first number.") var left: Int
///       @Input("The second number.", in: 0...100) var right = 1
///       @Output("Their sum.") var sum: Int
///
///       func run(in context: NodeContext) async throws {
///         sum = left + right
///       }
///     }
///
/// The ports are the whole declaration: ``NodeKind`` reads their names, types, defaults, bounds and
/// documentation from a fresh instance, and what authors write, what is checked and what is
/// documented follow from it. A port named `guidanceScale` is `guidance_scale` in a graph. An input
/// may be optional (`Mask?`), lazy (``Lazy``), or a list; a port of a kind that works on values of
/// any type is an ``AnyValue``.
///
/// The engine sets the inputs of an instance, calls ``run(in:)`` and takes the outputs. It may use an
/// instance again after that, with all ports cleared, but never for two nodes at once: a node keeps
/// nothing from run to run. The result must depend on
/// the inputs alone: the engine reuses it wherever the same kind is given the same inputs.
public protocol Node: SendableMetatype {
  /// What the node does, as one sentence.
  static var summary: String { get }

  /// Grows by one whenever the same inputs begin to give another result, so that no result of an
  /// earlier revision is taken for one of this.
  static var revision: Int { get }

  /// Whether a run demands the node for what it does (it saves a file) and not for its outputs.
  static var isSink: Bool { get }

  /// Whether running the node costs less than keeping its result: arithmetic, a choice, a crop.
  ///
  /// Results of such nodes are not written to disk; they are computed again.
  static var isLight: Bool { get }

  /// Whether the node mostly waits (for a disk or a network) and hardly computes.
  ///
  /// Such a node may run while another computes, once it is certain to be needed and all its inputs
  /// are known.
  static var waits: Bool { get }

  /// Whether sizes alone can be worked out beforehand (``Evaluator/rehearsal(of:for:)``): the node
  /// does nothing but compute, and it makes neither sizes nor plain values of numbers in tensors.
  static var isRehearsed: Bool { get }

  /// A node whose inputs are not set yet.
  init()

  /// Computes every output from the inputs, which are typed, defaulted and within their bounds.
  ///
  /// - Throws: Whatever prevents it; `CancellationError` if the run was cancelled.
  func run(in context: NodeContext) async throws
}

extension Node {
  /// The name of the kind in graphs: that of the type.
  public static var kindName: String { shortName(of: Self.self) }

  /// The first revision.
  public static var revision: Int { 1 }

  /// A node is demanded for its outputs.
  public static var isSink: Bool { false }

  /// A result is worth keeping.
  public static var isLight: Bool { false }

  /// A node computes.
  public static var waits: Bool { false }

  /// A node does nothing but compute, unless a run demands it for what it does.
  public static var isRehearsed: Bool { !isSink }
}
