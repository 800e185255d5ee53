import Synchronization

/// What a run would hold in memory, worked out beforehand: sizes of the values follow from the sizes of
/// others, whatever is in them.
public struct Rehearsal: Sendable {
  /// The most bytes that are held while a node runs, by the ids of the nodes that would run: what it
  /// computes with and gives, and the values that wait for others.
  public let peakBytes: [String: Int]
  /// The nodes that would run of which that cannot be worked out, but for those that save files.
  public let omitted: [String]
  /// What nodes say of it, in the order in which they would run.
  public let notes: [Note]

  /// What a node says.
  public struct Note: Sendable, Hashable {
    /// The node's id.
    public let node: String
    /// What it says.
    public let message: String
  }
}

/// Collects a rehearsal from events.
final class RehearsalLog: Sendable {
  private let state = Mutex<State>(State())

  private struct State {
    var peaks: [String: Int] = [:]
    var omitted: [String] = []
    var notes: [Rehearsal.Note] = []
  }

  func add(_ event: EvaluationEvent) {
    switch event {
    case .finished(let node, _, let peak?): state.withLock { $0.peaks[node] = peak }
    case .note(let node, let message):
      state.withLock { $0.notes.append(Rehearsal.Note(node: node, message: message)) }
    case .failed(let failure):
      let isSaving = (failure.cause as? NotRehearsed)?.isSink == true
      if !isSaving { state.withLock { $0.omitted.append(failure.node) } }
    case .skipped(let node, _): state.withLock { $0.omitted.append(node) }
    default: break
    }
  }

  var rehearsal: Rehearsal {
    state.withLock { Rehearsal(peakBytes: $0.peaks, omitted: $0.omitted, notes: $0.notes) }
  }
}

/// Why a node is no part of a rehearsal.
struct NotRehearsed: Error {
  /// Whether it is one that saves files, and has no part in it for that reason.
  let isSink: Bool
}
