public import Dataflow
import Synchronization

/// Remembers what an engine did, so that a test can assert it.
public final class EventLog: Sendable {
  private let events = Mutex<[EvaluationEvent]>([])

  /// An empty log.
  public init() {}

  /// What happened to a node in the end, and progress on the way.
  public enum Entry: Hashable, Sendable, CustomStringConvertible {
    /// It ran.
    case ran(String)
    /// It took the result of another.
    case reused(String, from: String)
    /// Its result was at hand.
    case found(String, in: ValueStore.Tier)
    /// A condition of it was false.
    case absent(String)
    /// It failed.
    case failed(String)
    /// It was skipped because another failed.
    case skipped(String, because: String)
    /// It was cancelled.
    case cancelled(String)
    /// Its results were given up.
    case released(String)
    /// Its results, kept for later runs, were given up.
    case evicted(String)

    /// The entry as a test writes it.
    public var description: String {
      switch self {
      case .ran(let node): "ran \(node)"
      case .reused(let node, let other): "reused \(node) from \(other)"
      case .found(let node, let tier): "found \(node) in \(tier)"
      case .absent(let node): "absent \(node)"
      case .failed(let node): "failed \(node)"
      case .skipped(let node, let other): "skipped \(node) because \(other)"
      case .cancelled(let node): "cancelled \(node)"
      case .released(let node): "released \(node)"
      case .evicted(let node): "evicted \(node)"
      }
    }
  }

  /// Remembers an event: pass it to an ``Evaluator`` as its handler.
  public func record(_ event: EvaluationEvent) {
    events.withLock { $0.append(event) }
  }

  /// All events so far.
  public var all: [EvaluationEvent] { events.withLock { $0 } }

  /// What happened to each node, in order, without what was given up.
  public var entries: [Entry] {
    allEntries.filter { entry in
      switch entry {
      case .released, .evicted: false
      default: true
      }
    }
  }

  /// What happened to each node and to its results, in order.
  public var allEntries: [Entry] {
    all.compactMap { event in
      switch event {
      case .finished(let node, _, _): .ran(node)
      case .reused(let node, let other): .reused(node, from: other)
      case .found(let node, let tier): .found(node, in: tier)
      case .absent(let node): .absent(node)
      case .failed(let failure): .failed(failure.node)
      case .skipped(let node, let other): .skipped(node, because: other)
      case .cancelled(let node): .cancelled(node)
      case .released(let node): .released(node)
      case .evicted(let node): .evicted(node)
      case .planned, .started, .progress, .wrote, .note: nil
      }
    }
  }

  /// The nodes that began to run, in order.
  public var started: [String] {
    all.compactMap { if case .started(let node) = $0 { node } else { nil } }
  }
}
