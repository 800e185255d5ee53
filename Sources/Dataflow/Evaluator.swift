/// Runs checked graphs.
///
/// This is the file to read first. A graph comes from its file in three steps: ``GraphFile`` (its
/// shape, read by `Reading/` from the tree that `YAML/` makes), `GraphDraft` (its names looked up,
/// judged by `Rules/`), ``CheckedGraph`` (it can run). ``GraphChecker`` takes all three. Then:
///
/// 1. **Demand.** A run is asked for something: the graph's outputs and the nodes that save files,
///    or the nodes that `--only` names (``Demand``). What is not needed for that never runs.
/// 2. **Plan.** The nodes needed are put in *demand order*: depth first from what is asked for,
///    inputs in the order in which the kind declares them, each node after all that it needs. Only
///    one node computes at a time, so the order of events is the same in every run. Each node gets
///    a ``Fingerprint`` of its kind and its inputs; nodes with equal fingerprints are one *cell*,
///    which is computed once (`RunPlan`).
/// 3. **Run.** In that order each cell's node is made, given its inputs, and run (`EvaluationRun`).
///    - An input declared `Lazy` is given a way to its value; calling it plans and runs what the
///      value needs and has not yet run, while the node waits.
///    - A result is given up when nothing is left in the run that may use it. A cell that only a
///      lazy input might have needed gives up its own sources as soon as it no longer might.
///    - When a node fails, what cannot do without it is skipped, and so is what only that would have
///      used. The rest runs.
///    - Cancelling the task that runs the graph ends it at the node's next check; what is finished
///      is in the result.
///
/// Everything that happens is an ``EvaluationEvent``; what is printed, logged or asserted is made of
/// these.
public struct Evaluator: Sendable {
  private let models: any ModelSearch
  private let outputFolder: String
  private let handler: @Sendable (EvaluationEvent) -> Void

  /// An evaluator.
  ///
  /// - Parameters:
  ///   - models: Where nodes find models.
  ///   - outputFolder: Where nodes save files.
  ///   - handler: Told everything that happens, one event at a time, on whatever thread it happens
  ///     on. The run waits for it.
  public init(
    models: any ModelSearch = NoModels(), outputFolder: String = ".",
    handler: @escaping @Sendable (EvaluationEvent) -> Void = { _ in }
  ) {
    self.models = models
    self.outputFolder = outputFolder
    self.handler = handler
  }

  /// Runs what a graph is asked for; everything, unless told otherwise.
  ///
  /// - Returns: What was made and what failed. A cancelled task gets what was made until then.
  public func run(_ graph: CheckedGraph, for demand: Demand? = nil) async -> RunResult {
    let run = EvaluationRun(
      graph, demand ?? graph.everything, models: models, outputFolder: outputFolder,
      handler: handler)
    return await run.run()
  }
}
