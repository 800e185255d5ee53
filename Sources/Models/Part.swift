import Synchronization
import Tensors

/// A part of a model that is opened when it is first used, and then kept.
final class Part<Value: Sendable>: Sendable {
  private let open: @Sendable () throws -> Value
  private let state = Mutex(State())

  private struct State {
    var opened: Value?
    /// What a rehearsal opened: its tensors have no numbers where opening computes some.
    var rehearsed: Value?
  }

  /// A part that a function opens.
  init(_ open: @escaping @Sendable () throws -> Value) {
    self.open = open
  }

  /// The part.
  ///
  /// - Throws: What opening it throws; the next use tries again.
  func callAsFunction() throws -> Value {
    let isRehearsal = TensorMemory.isRehearsal
    return try state.withLock { state in
      if let value = state.opened ?? (isRehearsal ? state.rehearsed : nil) { return value }
      let new = try open()
      if isRehearsal { state.rehearsed = new } else { state.opened = new }
      return new
    }
  }
}
