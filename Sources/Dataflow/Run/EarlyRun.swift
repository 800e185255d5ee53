import Synchronization

/// A node that runs ahead of its turn, because it mostly waits, while another computes.
///
/// What it tells is held back until its turn, so that events come in the same order in every run.
final class EarlyRun: Sendable {
  private let task: Task<[any GraphValue], any Error>
  private let reports: Reports

  private final class Reports: Sendable {
    let held = Mutex<[NodeReport]>([])
  }

  /// Begins to run a node.
  ///
  /// - Parameter run: Runs the node, telling a function what the node reports.
  init(
    _ run:
      @escaping @Sendable (@escaping @Sendable (NodeReport) -> Void) async throws
      -> [any GraphValue]
  ) {
    let reports = Reports()
    self.reports = reports
    task = Task { try await run { report in reports.held.withLock { $0.append(report) } } }
  }

  /// The node's results, now that it is its turn.
  func results(_ tell: @Sendable (NodeReport) -> Void) async throws -> [any GraphValue] {
    let result = await withTaskCancellationHandler {
      await task.result
    } onCancel: {
      task.cancel()
    }
    for report in reports.held.withLock({ $0 }) { tell(report) }
    return try result.get()
  }

  /// Ends it: its result is not wanted any more.
  func cancel() {
    task.cancel()
  }
}

extension EvaluationRun {
  /// How many nodes may be ahead of their turn: enough to have the next input at hand, and no more
  /// memory than that.
  private static let earlyLimit = 2

  /// Finds the nodes that mostly wait and are certain to run, and starts the first of them.
  func beginEarly() {
    earlyQueue = plan.order.reversed().filter { cell in
      let node = graph.nodes[cell]
      guard node.kind.waits, node.guards.isEmpty, plan.cells[cell] == cell,
        case .waiting = states[cell], case .runs? = foreseen[cell]
      else { return false }
      return node.bindings.allSatisfy(\.isKnown) && node.loop == nil
    }
    startEarly()
  }

  /// Starts as many of the nodes that mostly wait as may be ahead.
  func startEarly() {
    while early.count < Self.earlyLimit, let cell = earlyQueue.popLast() {
      guard case .waiting = states[cell] else { continue }
      let node = graph.nodes[cell]
      let arguments = node.bindings.indices.map { argument(node.bindings[$0], $0, of: cell) }
      let context = context(for: cell, steps: nil)
      early[cell] = EarlyRun { report in
        try await node.run(arguments, in: context.reporting(to: report))
      }
    }
  }
}
