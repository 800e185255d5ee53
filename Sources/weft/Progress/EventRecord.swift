import Dataflow
import FoundationEssentials
import Nodes

/// An event of a run as `--json` tells it: one object on one line.
///
/// `docs/events.md` says what each event and member means.
struct EventRecord: Encodable {
  /// The version of the events: grows when a name or a meaning changes, not when one is added.
  static let version = 1

  /// The events there are.
  enum Event: String, Encodable, CaseIterable {
    case schema, run, planned, started, progress, wrote, note, finished, reused, absent, skipped
    case failed, released, evicted, cancelled, output, ended, compared, summary
  }

  let event: Event
  var version: Int?
  var weft: String?
  var run: Int?
  var values: [String: String]?
  var node: String?
  var nodes: [String]?
  var step: Int?
  var of: Int?
  var seconds: Double?
  var path: String?
  var value: String?
  var sha256: String?
  var about: String?
  var message: String?
  var from: String?
  var same: String?
  var because: String?
  var output: String?
  var original: String?
  var agreement: String?
  var file: String?
  var line: Int?
  var column: Int?
  var state: String?
  var made: [String]?
  var reusedNodes: [String]?
  var absentNodes: [String]?
  var skippedNodes: [String]?
  var failedNodes: [String]?
  var failedRuns: [Int]?
  var peakBytes: Int?
  var time: String?

  /// The members there are, as they are spelled.
  enum CodingKeys: String, CodingKey, CaseIterable {
    case event, version, weft, run, values, node, nodes, step, of, seconds, path, value, about,
      sha256
    case message, from, same, because, output, original, agreement, file, line, column, state, made,
      time
    case reusedNodes = "reused"
    case absentNodes = "absent"
    case skippedNodes = "skipped"
    case failedNodes = "failed"
    case failedRuns = "failed_runs"
    case peakBytes = "peak_bytes"
  }

  private init(_ event: Event, node: String? = nil) {
    self.event = event
    self.node = node
  }

  /// The record of an event of the engine.
  init(_ event: EvaluationEvent) {
    switch event {
    case .planned(let nodes):
      self.init(.planned)
      self.nodes = nodes
    case .started(let node):
      self.init(.started, node: node)
    case .progress(let node, let step, let count):
      self.init(.progress, node: node)
      self.step = step
      of = count
    case .wrote(let node, let path):
      self.init(.wrote, node: node)
      self.path = path
    case .note(let node, let message):
      self.init(.note, node: node)
      self.message = message
    case .finished(let node, let time, let peak):
      self.init(.finished, node: node)
      seconds = time.inSeconds
      peakBytes = peak
    case .reused(let node, let from):
      self.init(.reused, node: node)
      self.from = "node"
      self.same = from
    case .found(let node, let tier):
      self.init(.reused, node: node)
      self.from = tier.rawValue
    case .absent(let node):
      self.init(.absent, node: node)
    case .evicted(let node):
      self.init(.evicted, node: node)
    case .failed(let failure):
      self.init(.failed, node: failure.node)
      message = "\(failure.cause)"
      file = failure.position.file
      line = failure.position.line
      column = failure.position.column
    case .skipped(let node, let cause):
      self.init(.skipped, node: node)
      because = cause
    case .released(let node):
      self.init(.released, node: node)
    case .cancelled(let node):
      self.init(.cancelled, node: node)
    }
  }

  /// The record that comes first: in what version the others are.
  static var schema: EventRecord {
    var record = EventRecord(.schema)
    record.version = version
    record.weft = Version.current
    return record
  }

  /// The record of the beginning of one of several runs.
  static func run(_ cell: RunCell, of count: Int) -> EventRecord {
    var record = EventRecord(.run)
    record.of = count
    record.values = Dictionary(cell.values.map { ($0.name, $0.text) }) { _, last in last }
    return record
  }

  /// The record of an output: the file it was written to, or its value.
  static func output(
    _ name: String, path: String? = nil, about: String? = nil, value: String? = nil
  ) -> EventRecord {
    var record = EventRecord(.output)
    record.output = name
    record.path = path
    record.about = about
    record.value = value
    return record
  }

  /// The record of a file that no node wrote.
  static func wrote(_ path: String) -> EventRecord {
    var record = EventRecord(.wrote)
    record.path = path
    return record
  }

  /// The record of the end of a run.
  static func ended(
    _ result: RunResult, _ tally: RunTally, seconds: Double, peakBytes: Int
  ) -> EventRecord {
    var record = EventRecord(.ended)
    record.state = result.state.rawValue
    record.seconds = seconds
    record.peakBytes = peakBytes
    record.made = tally.made
    record.reusedNodes = tally.reused
    record.absentNodes = tally.absent
    record.skippedNodes = tally.skipped
    record.failedNodes = tally.failed
    return record
  }

  /// The record of how a picture that was made again agrees with the one that was there.
  static func compared(_ agreement: Agreement, with picture: MadePicture) -> EventRecord {
    var record = EventRecord(.compared)
    record.path = agreement.file
    record.original = picture.path
    record.agreement = agreement.word
    record.about = agreement.text(picture.path)
    return record
  }

  /// The record of the end of several runs.
  static func summary(_ summary: SeriesSummary, seconds: Double, peakBytes: Int) -> EventRecord {
    var record = EventRecord(.summary)
    record.state = summary.state.rawValue
    record.of = summary.count
    record.failedRuns = summary.failed.map(\.number)
    record.seconds = seconds
    record.peakBytes = peakBytes
    return record
  }

  /// The record on one line, with the time of day.
  var text: String {
    var record = self
    record.time = Date.now.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    return (try? JSONText.of(record)) ?? "{\"event\":\"\(event)\"}"
  }
}
