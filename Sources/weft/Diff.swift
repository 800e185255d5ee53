import ArgumentParser
import Dataflow
import Formats

/// `weft diff`: names what differs between two graphs or pictures.
struct DiffVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Say what differs between two graphs or pictures, by meaning.",
    discussion: """
      Order, comments and formatting are no difference; a node under another id is one renaming, \
      whatever is linked to it. Of a picture, the graph in it counts; of two pictures, also what is \
      seen.

      Exit codes: 0 they are the same; 1 they differ; 64 wrong usage; 65 one of them is invalid; 66 \
      one is missing.
      """)

  @Argument(
    help: "A graph, or a picture that a graph made.",
    completion: .file(extensions: ["yaml", "yml", "png", "jpg", "jpeg"]))
  var first: String

  @Argument(
    help: "Another.", completion: .file(extensions: ["yaml", "yml", "png", "jpg", "jpeg"]))
  var second: String

  @Flag(help: "Print differences as JSON, one object a line.") var json = false

  func run() throws {
    let sources = try [first, second].map { try RunSource.read($0, relativeTo: nil) }
    let difference = try Failure.reading {
      try GraphDifference(from: sources[0].text, to: sources[1].text)
    }
    var records = difference.changes.map(ChangeRecord.init)
    if let a = sources[0].picture?.picture, let b = sources[1].picture?.picture {
      records += ChangeRecord.seen(from: a, to: b).map { [$0] } ?? []
    }
    for record in records { Console.result(try json ? JSONText.of(record) : record.text) }
    if !records.isEmpty { throw Failure.failed }
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

  private init(pictures old: String?, _ new: String) {
    place = "picture"
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
      return ChangeRecord(pictures: shape(old), shape(new))
    }
    guard difference.pixelCount > 0 else { return nil }
    return ChangeRecord(pictures: nil, "\(difference.text(in: new)), differ")
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
