import ArgumentParser
import Dataflow
import Formats

/// `weft diff`: names what differs between two graphs, pictures or runs.
struct DiffVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what differs between two graphs, pictures or runs, by meaning.",
    discussion: """
      Order, comments and formatting are no difference; a node under another id is one renaming, \
      whatever is linked to it. Of a picture, the graph in it counts; of two pictures, also what is \
      seen. Of a run, the output of weft run --json: what became of each node, and the outputs; \
      times and paths are no difference.

      Exit codes: 0 they are the same; 1 they differ; 64 wrong usage; 65 one of them is invalid; 66 \
      one is missing.
      """)

  @Argument(
    help: "A graph, a picture that a graph made, or the events of a run.",
    completion: .file(extensions: ["yaml", "yml", "png", "jpg", "jpeg", "jsonl"]))
  var first: String

  @Argument(
    help: "Another.",
    completion: .file(extensions: ["yaml", "yml", "png", "jpg", "jpeg", "jsonl"]))
  var second: String

  @Flag(help: "Print differences as JSON, one object a line.") var json = false

  func run() throws {
    let records = try runRecords() ?? graphRecords()
    for record in records { Console.result(try json ? JSONText.of(record) : record.text) }
    if !records.isEmpty { throw Failure.failed }
  }

  /// What differs between two runs; nil if neither file is the events of a run.
  private func runRecords() throws -> [ChangeRecord]? {
    try Failure.reading {
      let files = try [first, second].map { path in
        (path: path, bytes: try FileBytes.read(path, limit: Picture.maximumFileSize))
      }
      let logs = files.filter { RunLog.isLog($0.bytes) }
      guard !logs.isEmpty else { return nil }
      if let other = files.first(where: { !RunLog.isLog($0.bytes) }) {
        throw FormatError(
          file: other.path, expected: "the events of a run, as the other file has them",
          found: "something else")
      }
      let read = try logs.map { try RunLog($0.bytes, file: $0.path) }
      return read[0].changes(to: read[1])
    }
  }

  /// What differs between two graphs or pictures.
  private func graphRecords() throws -> [ChangeRecord] {
    let sources = try [first, second].map { try RunSource.read($0, relativeTo: nil) }
    let difference = try Failure.reading {
      try GraphDifference(from: sources[0].text, to: sources[1].text)
    }
    let records = difference.changes.map(ChangeRecord.init)
    guard let a = sources[0].picture?.picture, let b = sources[1].picture?.picture else {
      return records
    }
    return records + (ChangeRecord.seen(from: a, to: b).map { [$0] } ?? [])
  }
}

/// A difference as JSON and as people are told.
struct ChangeRecord: Encodable {
  let place: String
  let change: String
  let old: String?
  let new: String?

  init(_ change: GraphDifference.Change) {
    place = change.place
    self.change = change.event.rawValue
    old = change.old
    new = change.new
  }

  /// A value that is another, or is there in only one.
  init(place: String, old: String?, new: String?) {
    self.place = place
    change = "changed"
    self.old = old
    self.new = new
  }

  /// What is seen to differ between two pictures; nil if nothing is.
  static func seen(from old: Picture, to new: Picture) -> ChangeRecord? {
    guard let difference = old.difference(from: new) else {
      func shape(_ picture: Picture) -> String {
        "\(picture.width)×\(picture.height), \(picture.channels) channels"
      }
      return ChangeRecord(place: "picture", old: shape(old), new: shape(new))
    }
    guard difference.pixelCount > 0 else { return nil }
    return ChangeRecord(
      place: "picture", old: nil, new: "\(difference.text(in: new)), differ")
  }

  /// `denoised.steps: 20 → 30`, `node upscaled added (ResizeImage)`.
  var text: String {
    let parts = place.split(separator: ".", maxSplits: 1)
    let isNode = parts.count == 2 && parts[0] == "nodes"
    let name = isNode ? String(parts[1]) : place
    switch change {
    case "renamed": return "node \(name) renamed to \(new ?? "")"
    case "added", "removed":
      let what = isNode ? "node " : ""
      let about = old ?? new ?? ""
      return "\(what)\(name) \(change)" + (about.isEmpty || about == name ? "" : " (\(about))")
    default:
      if place == "picture", old == nil { return "picture: \(new ?? "")" }
      return "\(name): \(old ?? "nothing") → \(new ?? "nothing")"
    }
  }
}
