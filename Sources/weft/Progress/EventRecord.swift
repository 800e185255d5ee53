import Dataflow

/// An event of a run as `--json` tells it: one object on one line.
///
/// `event` names it; the other members are there where they have a meaning. The names and meanings
/// are kept; members may be added.
struct EventRecord: Encodable {
  let event: String
  var node: String?
  var nodes: [String]?
  var step: Int?
  var of: Int?
  var seconds: Double?
  var path: String?
  var value: String?
  var about: String?
  var message: String?
  var from: String?
  var because: String?
  var output: String?
  var file: String?
  var lineNumber: Int?
  var column: Int?
  var state: String?
  var peakBytes: Int?

  private enum CodingKeys: String, CodingKey {
    case event, node, nodes, step, of, seconds, path, value, about, message, from, because, output
    case file, column, state
    case lineNumber = "line"
    case peakBytes = "peak_bytes"
  }

  private init(event: String, node: String? = nil) {
    self.event = event
    self.node = node
  }

  /// The record of an event of the engine.
  init(_ event: EvaluationEvent) {
    switch event {
    case .planned(let nodes):
      self.init(event: "planned")
      self.nodes = nodes
    case .started(let node):
      self.init(event: "started", node: node)
    case .progress(let node, let step, let count):
      self.init(event: "progress", node: node)
      self.step = step
      of = count
    case .wrote(let node, let path):
      self.init(event: "wrote", node: node)
      self.path = path
    case .note(let node, let message):
      self.init(event: "note", node: node)
      self.message = message
    case .finished(let node, let time):
      self.init(event: "finished", node: node)
      seconds = time.inSeconds
    case .reused(let node, let from):
      self.init(event: "reused", node: node)
      self.from = from
    case .found(let node, let tier):
      self.init(event: "reused", node: node)
      self.from = tier.rawValue
    case .absent(let node):
      self.init(event: "absent", node: node)
    case .evicted(let node):
      self.init(event: "evicted", node: node)
    case .failed(let failure):
      self.init(event: "failed", node: failure.node)
      message = "\(failure.cause)"
      file = failure.position.file
      lineNumber = failure.position.line
      column = failure.position.column
    case .skipped(let node, let cause):
      self.init(event: "skipped", node: node)
      because = cause
    case .released(let node):
      self.init(event: "released", node: node)
    case .cancelled(let node):
      self.init(event: "cancelled", node: node)
    }
  }

  /// The record of an output: the file it was written to, or its value.
  static func output(
    _ name: String, path: String? = nil, about: String? = nil, value: String? = nil
  ) -> EventRecord {
    var record = EventRecord(event: "output")
    record.output = name
    record.path = path
    record.about = about
    record.value = value
    return record
  }

  /// The record of the end of a run.
  static func ended(_ result: RunResult, seconds: Double, peakBytes: Int) -> EventRecord {
    var record = EventRecord(event: "ended")
    record.state = result.isCancelled ? "cancelled" : result.failures.isEmpty ? "done" : "failed"
    record.seconds = seconds
    record.peakBytes = peakBytes
    return record
  }

  /// The record on one line.
  var line: String {
    (try? JSONText.of(self)) ?? "{\"event\":\"\(event)\"}"
  }
}
