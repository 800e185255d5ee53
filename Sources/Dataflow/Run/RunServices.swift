/// What all runs of an evaluator have in common.
struct RunServices: Sendable {
  let models: any ModelSearch
  let outputFolder: String
  let store: ValueStore
  /// Whether the first failure ends a run.
  var failsFast: Bool
  /// Whether nodes keep what they need to go on from their last finished step.
  var keepsSteps: Bool
  /// How much of what waits to be used may be in memory; nil for all of it.
  var memory: MemoryLimit?
  /// What counts the run's memory, if anything does.
  var meter: (any MemoryMeter)?
  /// Whether the run is for its sizes alone: it leaves no trace.
  var isRehearsal = false
  var handler: @Sendable (EvaluationEvent) -> Void
}
