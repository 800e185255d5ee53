/// What a node has besides its inputs: where it is, whom it tells how far it is, and services.
public struct NodeContext: Sendable {
  /// The node's id in the graph.
  public let node: String
  /// The folder at which relative paths in the graph begin.
  public let folder: String
  /// The folder into which the run saves files.
  public let outputFolder: String
  /// Where models are found.
  public let models: any ModelSearch
  /// Where a node that takes steps keeps what it needs to go on after an interruption; nil unless the
  /// run was asked for that.
  public let steps: NodeSteps?
  /// Whether the run is for its sizes alone: operations on tensors compute nothing.
  public let isRehearsal: Bool
  /// How much memory the node may take for what it keeps from step to step, and where it may keep
  /// more; nil for as much as it likes.
  public let memory: MemoryLimit?

  private let makeGraph: @Sendable () -> ResolvedGraph
  private let report: @Sendable (NodeReport) -> Void

  /// A context that passes what the node reports to a function.
  ///
  /// With its defaults it is what a test of one node needs.
  public init(
    node: String = "node", folder: String = ".", outputFolder: String = ".",
    models: any ModelSearch = NoModels(),
    graph: @autoclosure @escaping @Sendable () -> ResolvedGraph = .none, steps: NodeSteps? = nil,
    memory: MemoryLimit? = nil, isRehearsal: Bool = false,
    report: @escaping @Sendable (NodeReport) -> Void = { _ in }
  ) {
    self.node = node
    self.folder = folder
    self.outputFolder = outputFolder
    self.models = models
    makeGraph = graph
    self.steps = steps
    self.isRehearsal = isRehearsal
    self.memory = memory
    self.report = report
  }

  /// The same context, what the node reports going elsewhere.
  func reporting(to report: @escaping @Sendable (NodeReport) -> Void) -> NodeContext {
    NodeContext(
      node: node, folder: folder, outputFolder: outputFolder, models: models, graph: makeGraph(),
      steps: steps, memory: memory, isRehearsal: isRehearsal, report: report)
  }

  /// The graph being run, with the values of its inputs, as text that runs again.
  ///
  /// Written out anew each time: linear in the size of the graph.
  public var graph: ResolvedGraph { makeGraph() }

  /// Tells that some of the node's steps are done, and ends a cancelled run.
  ///
  /// Loops over steps, tiles or layers call it once per turn.
  ///
  /// - Throws: `CancellationError` if the run was cancelled.
  public func progress(_ step: Int, of count: Int) throws {
    report(.progress(step: step, count: count))
    try checkCancellation()
  }

  /// Ends a cancelled run.
  ///
  /// - Throws: `CancellationError` if the run was cancelled.
  public func checkCancellation() throws {
    try Task.checkCancellation()
  }

  /// Tells that the node has written a file: a result of the run.
  public func wrote(_ path: String) {
    report(.wrote(path: path))
  }

  /// Tells something that the author of the graph should know.
  public func note(_ message: String) {
    report(.note(message))
  }

  /// Where a path in the graph leads: relative paths begin at the graph's folder.
  public func absolute(_ path: Path) -> String {
    path.text.hasPrefix("/") || folder.isEmpty || folder == "."
      ? path.text : "\(folder)/\(path.text)"
  }
}
