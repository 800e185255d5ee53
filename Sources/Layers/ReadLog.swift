import Synchronization

/// The names of the tensors that networks have asked a checkpoint for.
///
/// Shared by all renamings of one checkpoint, so that what nobody read can be told in the end.
final class ReadLog: Sendable {
  private let names = Mutex<Set<String>>([])

  /// Notes that the tensor stored under a name was read.
  func note(_ name: String) {
    names.withLock { _ = $0.insert(name) }
  }

  /// Whether the tensor stored under a name was read.
  func contains(_ name: String) -> Bool {
    names.withLock { $0.contains(name) }
  }
}
