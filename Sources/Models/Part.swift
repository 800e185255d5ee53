import Synchronization

/// A part of a model that is opened when it is first used, and then kept.
final class Part<Value: Sendable>: Sendable {
  private let open: @Sendable () throws -> Value
  private let opened = Mutex<Value?>(nil)

  /// A part that a function opens.
  init(_ open: @escaping @Sendable () throws -> Value) {
    self.open = open
  }

  /// The part.
  ///
  /// - Throws: What opening it throws; the next use tries again.
  func callAsFunction() throws -> Value {
    try opened.withLock { value in
      if let value { return value }
      let new = try open()
      value = new
      return new
    }
  }
}
