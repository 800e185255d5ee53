/// Runs checked graphs.
///
/// This is the file to read first. A graph comes from its file in three steps: ``GraphFile`` (its
/// shape, read by `Reading/` from the tree that `YAML/` makes), `GraphDraft` (its names looked up,
/// judged by `Rules/`), ``CheckedGraph`` (it can run). ``GraphChecker`` takes all three. Then:
///
/// 1. **Demand.** A run is asked for something: the graph's outputs and the nodes that save files,
///    or the nodes that `--only` names (``Demand``). What is not needed for that never runs.
/// 2. **Plan.** The nodes that may be needed are found, and those of equal structure become one
///    *cell*, which is computed once (`RunPlan`). Order is *demand order*: depth first from what is
///    asked for, inputs in the order in which the kind declares them.
/// 3. **Identity.** A cell's ``Fingerprint`` is of its kind, the kind's revision, and what each input
///    contributes (`Contribution`): a plain value (text, number, choice) itself, any other the
///    fingerprint of what made it, a file the digest of its contents. So a node whose sources have
///    changed, but not their answers, does not run again. Where a plain value is not known, the
///    node that makes it is obtained first.
/// 4. **Reuse.** A result that is at hand under the fingerprint, in memory or on disk
///    (``ValueStore``), is taken; then nothing that it was made of is needed, or touched.
/// 5. **Run.** Else everything the cell is made of is obtained in turn, and its node is made, given
///    its inputs, and run (`EvaluationRun`), one at a time; so events come in the same order in
///    every run. A node that mostly waits may be started before its turn (`EarlyRun`).
///    - An input declared `Lazy` is given a way to its value; calling it obtains what the value
///      needs while the node waits. Which inputs were asked for is remembered (`TraceStep`): the
///      others are in no fingerprint.
///    - A node under a condition that is false is absent, and so are its outputs.
///    - A loop runs its body as a run of its own, once for each turn (`EvaluationRun+Loops`).
///    - A result is given up when nothing is left in the run that may use it; the store may keep it.
///      Where memory is limited, what waits to be used is taken from the store's files meanwhile
///      (`EvaluationRun+Memory`).
///    - When a node fails, what cannot do without it is skipped, and so is what only that would have
///      used. The rest runs.
///    - Cancelling the task that runs the graph ends it at the node's next check; what is finished
///      is in the result, and in the store.
///
/// ``forecast(_:for:)`` takes steps 1 to 4 alone and says what 5 would do;
/// ``rehearsal(of:for:)`` takes all of them with values that have sizes and no contents.
///
/// Everything that happens is an ``EvaluationEvent``; what is printed, logged or asserted is made of
/// these.
public struct Evaluator: Sendable {
  private let services: RunServices
  private let meter: (any MemoryMeter.Type)?

  /// An evaluator.
  ///
  /// - Parameters:
  ///   - models: Where nodes find models.
  ///   - outputFolder: Where nodes save files.
  ///   - store: Where results are kept beyond their last use in a run; all runs share it.
  ///   - failsFast: Whether the first failure ends a run; otherwise what does not depend on it is
  ///     still made.
  ///   - keepsSteps: Whether nodes that take steps keep their state after each, in the store's
  ///     folder, so that an interrupted node goes on from there.
  ///   - memory: How many bytes of results that wait to be used a run may have in memory; nil for any
  ///     number. What is more is read from the store's folder, where it is kept anyway.
  ///   - meter: What counts the memory of a run; none is counted without.
  ///   - handler: Told everything that happens, one event at a time, on whatever thread it happens
  ///     on. The run waits for it.
  public init(
    models: any ModelSearch = NoModels(), outputFolder: String = ".",
    store: ValueStore = ValueStore(), failsFast: Bool = false, keepsSteps: Bool = false,
    memory: Int? = nil, meter: (any MemoryMeter.Type)? = nil,
    handler: @escaping @Sendable (EvaluationEvent) -> Void = { _ in }
  ) {
    services = RunServices(
      models: models, outputFolder: outputFolder, store: store, failsFast: failsFast,
      keepsSteps: keepsSteps,
      memory: memory.map { MemoryLimit(bytes: $0, folder: store.spillFolder) }, handler: handler)
    self.meter = meter
  }

  /// Runs what a graph is asked for; everything, unless told otherwise.
  ///
  /// - Returns: What was made and what failed. A cancelled task gets what was made until then.
  public func run(_ graph: CheckedGraph, for demand: Demand? = nil) async -> RunResult {
    let demand = demand ?? graph.everything
    guard let meter = meter?.init() else {
      return await EvaluationRun(graph, demand, services: services).run()
    }
    var services = services
    services.meter = meter
    return await meter.count { [services] in
      await EvaluationRun(graph, demand, services: services).run()
    }
  }

  /// Says what a run would do, and runs nothing.
  ///
  /// - Returns: What would become of each node that may be needed, in demand order.
  public func forecast(_ graph: CheckedGraph, for demand: Demand? = nil) async -> [Foresight] {
    await EvaluationRun(graph, demand ?? graph.everything, services: services).foresee()
  }

  /// Works out what a run would hold in memory, without computing and without leaving a trace.
  ///
  /// The nodes that would run are run in a rehearsal of their own: operations on tensors make shapes and
  /// no numbers. What nodes save is not saved; a node that cannot do without numbers (see
  /// ``Node/isRehearsed``) is left out, and so is what depends on it.
  ///
  /// - Returns: The memory; nil where the evaluator counts none.
  public func rehearsal(of graph: CheckedGraph, for demand: Demand? = nil) async -> Rehearsal? {
    guard let meter = meter?.init() else { return nil }
    let log = RehearsalLog()
    var services = services
    services.meter = meter
    services.isRehearsal = true
    services.memory = nil
    services.failsFast = false
    services.keepsSteps = false
    services.handler = { log.add($0) }
    _ = await meter.rehearse { [services] in
      await EvaluationRun(graph, demand ?? graph.everything, services: services).run()
    }
    return log.rehearsal
  }

  /// Compares the last run of a graph with what a run would do now, and runs nothing.
  ///
  /// - Parameters:
  ///   - graph: The graph as it is now.
  ///   - record: What the last run did.
  /// - Returns: The comparison, which answers for each node.
  public func comparison(
    of graph: CheckedGraph, with record: RunRecord
  ) async -> RunComparison {
    let run = EvaluationRun(graph, graph.everything, services: services)
    _ = await run.foresee()
    return RunComparison(before: record, now: await run.details())
  }
}
