/// What all runs of an evaluator have in common.
struct RunServices: Sendable {
  let models: any ModelSearch
  let outputFolder: String
  let store: ValueStore
  /// Whether the first failure ends a run.
  let failsFast: Bool
  /// Whether nodes keep what they need to go on from their last finished step.
  let keepsSteps: Bool
  let handler: @Sendable (EvaluationEvent) -> Void
}
