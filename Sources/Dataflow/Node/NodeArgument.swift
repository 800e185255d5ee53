/// What the engine passes to an input.
public enum NodeArgument: Sendable {
  /// A value, already of the type the input's edge carries.
  case value(any GraphValue)

  /// The way to a value of that type that is computed when it is asked for, or to nothing where
  /// what would make it does not run.
  case lazy(@Sendable () async throws -> (any GraphValue)?)

  /// Nothing: the input was left out and has no default.
  case absent
}
