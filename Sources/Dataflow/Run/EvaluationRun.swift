/// One run of a graph.
///
/// An actor, because a node that asks for a lazy input comes back into the run while the run waits
/// for the node. See ``Evaluator`` for the algorithm. `EvaluationRun+Demand` walks from what is asked
/// for to what is needed, `+Identity` works out fingerprints, `+Foresight` says beforehand what will
/// happen, `+Computing` runs nodes, `+Loops` those that run others, `+Values` finds values, `+Release`
/// gives them up, and `+Memory` lets those that wait go from memory.
actor EvaluationRun {
  let graph: CheckedGraph
  let demand: Demand
  let plan: RunPlan
  let services: RunServices
  let scope: RunScope

  /// How far each cell is.
  var states: [State]
  /// The fingerprint of each cell's result, as far as it is known.
  var identities: [Identity]
  /// Whether the result of each cell has been looked for.
  var isLookedUp: [Bool]
  /// The plain results of each cell that is done, which outlive the others.
  var plainValues: [[any GraphValue]?]
  /// How many may still use each cell's result.
  var useCounts: [Int]
  /// How many bytes of results are in memory, by cell; only counted where memory is limited.
  var held: [Int: Int] = [:]
  /// What the outputs of loops contribute, by cell.
  var loopContributions: [Int: [Contribution]] = [:]
  /// The cell that has the result of a fingerprint.
  var cellsByFingerprint: [Fingerprint: Int] = [:]
  /// The files that cells read, with their digests.
  var files: [Int: [FileRecord]] = [:]
  /// What will become of each cell, as far as that is known beforehand.
  var foreseen: [Foreseen?]
  /// The lazy inputs that a running cell has asked for, in that order.
  var asked: [Int: [Int]] = [:]
  /// How long a running cell has waited for what its lazy inputs need, whose time that is.
  var lazyTimes: [Int: Duration] = [:]
  /// For each cell that is computing a lazy input, those of its inputs that wait for their turn.
  var turns: [Int: [CheckedContinuation<Void, Never>]] = [:]
  /// Nodes equal to others that have been told of.
  var announced: Set<Int> = []
  /// Nodes that run ahead of their turn.
  var early: [Int: EarlyRun] = [:]
  /// Those that will, in demand order, the next last.
  var earlyQueue: [Int] = []
  var failures: [NodeFailure] = []
  /// Whether a cell has failed or been skipped.
  var hasLosses = false
  var records: [NodeRecord] = []
  /// How long each cell took that ran.
  var times: [Int: Duration] = [:]
  /// What nodes that loops ran were made of.
  var loopDetails: [NodeDetail] = []
  var builder = FingerprintBuilder()

  /// How far a cell is.
  enum State {
    case waiting
    /// Its result has been found, and is not yet needed.
    case found(ValueStore.Found)
    case running
    case done([any GraphValue])
    /// Nobody needs its result any more, but for plain values.
    case released
    case failed
    /// A condition of it is false: its outputs are absent.
    case absent
    /// It cannot run because another failed.
    case skipped(because: String)
    /// What might have needed it did not.
    case notNeeded
  }

  /// What identifies the result of a cell.
  enum Identity {
    /// Something it is made of is not yet known.
    case unknown
    case known(Fingerprint)
    /// Nothing does; the result is not reused.
    case none
  }

  init(
    _ graph: CheckedGraph, _ demand: Demand, services: RunServices, scope: RunScope? = nil
  ) {
    self.graph = graph
    self.demand = demand
    self.services = services
    self.scope = scope ?? RunScope(prefix: "", parameters: [], shared: nil, whole: graph)
    plan = RunPlan(graph, demand)
    let count = graph.nodes.count
    states = [State](repeating: .waiting, count: count)
    identities = [Identity](repeating: .unknown, count: count)
    isLookedUp = [Bool](repeating: false, count: count)
    plainValues = [[any GraphValue]?](repeating: nil, count: count)
    foreseen = [Foreseen?](repeating: nil, count: count)
    useCounts = plan.useCounts
  }

  /// Runs what is asked for.
  func run() async -> RunResult {
    let isWhole = scope.shared == nil
    if isWhole { services.handler(.planned(foresee().filter(\.mayRun).map(\.node))) }
    if isWhole, !services.isRehearsal { beginEarly() }
    do {
      for root in plan.roots { try await obtain([root]) }
    } catch {
      // Cancelled, or ended by the first failure; what is finished is in the result.
    }
    for run in early.values { run.cancel() }
    return RunResult(
      outputs: outputs(), failures: failures, isCancelled: Task.isCancelled, records: records,
      details: details())
  }

  /// What is told of a cell or a node by.
  func name(_ node: Int) -> String {
    let id = graph.nodes[node].id
    if scope.prefix.isEmpty { return id }
    return id.isEmpty ? scope.prefix : "\(scope.prefix)/\(id)"
  }

  func tell(_ event: EvaluationEvent) {
    services.handler(event)
  }

  private func outputs() -> [RunResult.Output] {
    let named = demand.outputs.compactMap { index -> RunResult.Output? in
      let output = graph.outputs[index]
      return value(output.binding).map {
        RunResult.Output(
          name: output.name, value: $0, contribution: contribution(of: output.binding))
      }
    }
    guard demand.wantsNodeValues else { return named }
    return named
      + demand.nodes.flatMap { node -> [RunResult.Output] in
        let (id, kind) = (graph.nodes[node].id, graph.nodes[node].kind)
        return kind.outputs.names.enumerated().compactMap { index, name in
          value(.output(node: node, output: index, as: nil)).map {
            RunResult.Output(name: "\(id).\(name)", value: $0, contribution: nil)
          }
        }
      }
  }
}
