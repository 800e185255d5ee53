import Dataflow

/// What became of the nodes of a run.
struct RunTally {
  private(set) var made: [String] = []
  private(set) var reused: [String] = []
  private(set) var absent: [String] = []
  private(set) var skipped: [String] = []
  private(set) var failed: [String] = []

  init(_ records: [NodeRecord]) {
    for record in records {
      switch record.outcome {
      case .ran: made.append(record.node)
      case .found, .reused: reused.append(record.node)
      case .absent: absent.append(record.node)
      case .skipped: skipped.append(record.node)
      case .failed: failed.append(record.node)
      }
    }
  }

  /// How many nodes were made and reused, and which were not to be had:
  /// `5 made, 2 reused, 1 failed (words), 1 skipped (picture)`.
  var text: String {
    var parts = ["\(made.count) made"]
    if !reused.isEmpty { parts.append("\(reused.count) reused") }
    if !absent.isEmpty { parts.append("\(absent.count) absent") }
    if !failed.isEmpty { parts.append("\(failed.count) failed (\(failed.shortList))") }
    if !skipped.isEmpty { parts.append("\(skipped.count) skipped (\(skipped.shortList))") }
    return parts.joined(separator: ", ")
  }
}

extension [String] {
  /// The first ten, and how many more there are.
  var shortList: String {
    let rest = count > 10 ? " and \(count - 10) more" : ""
    return prefix(10).joined(separator: ", ") + rest
  }
}

/// How a run, or several, ended.
enum EndState: String {
  case done, failed
  case cancelled

  /// As people are told.
  var word: String { self == .cancelled ? "stopped" : rawValue }
}

extension RunResult {
  /// How the run ended.
  var state: EndState { isCancelled ? .cancelled : failures.isEmpty ? .done : .failed }
}
