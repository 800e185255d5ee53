import Formats

/// What came of a run, or of several, as the events of `--json` tell it.
///
/// Times, paths and the order of events are no part of it: two runs that made the same have the same
/// facts.
struct RunLog {
  /// What is told, each by its place, in the order of the events: `state`, `nodes.words`,
  /// `outputs.answer`; of a product, `run 3.state`.
  private(set) var facts: [(place: String, value: String)] = []

  private var outputCounts: [String: Int] = [:]

  /// Whether bytes begin as the output of `weft run --json` does.
  static func isLog(_ bytes: some Sequence<UInt8>) -> Bool {
    bytes.starts(with: "{\"event\":\"schema\"".utf8)
  }

  /// Reads the events of a run.
  ///
  /// - Throws: `FormatError` if a line is no event, or the events are of another version.
  init(_ bytes: [UInt8], file: String) throws(FormatError) {
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      try read(try JSON(Array(line), file: file))
    }
  }

  private mutating func read(_ event: JSON) throws(FormatError) {
    let run = try event["run"].map { number throws(FormatError) in "run \(try number.integer())." }
    let prefix = run ?? ""
    switch try event.member("event").string() {
    case "schema":
      let version = try event.member("version").integer()
      guard version == EventRecord.version else {
        throw event.error("events of version \(EventRecord.version)", found: "\(version)")
      }
      facts.append(("weft", try event.member("weft").string()))
    case "run":
      for (name, value) in try event.member("values").members() {
        facts.append(("\(prefix)values.\(name)", try value.string()))
      }
    case "failed":
      let node = try event.member("node").string()
      facts.append(("\(prefix)failures.\(node)", try event.member("message").string()))
    case "output":
      try readOutput(event, prefix)
    case "ended":
      facts.append(("\(prefix)state", try event.member("state").string()))
      for outcome in ["made", "reused", "absent", "failed", "skipped"] {
        for node in try event[outcome]?.array() ?? [] {
          facts.append(("\(prefix)nodes.\(try node.string())", outcome))
        }
      }
    default: break
    }
  }

  /// Takes account of an output: its value, or the digest of its file.
  private mutating func readOutput(_ event: JSON, _ prefix: String) throws(FormatError) {
    let place = "\(prefix)outputs.\(try event.member("output").string())"
    let count = outputCounts[place, default: 0] + 1
    outputCounts[place] = count
    guard let value = event["value"] ?? event["sha256"] else { return }
    facts.append((count > 1 ? "\(place)-\(count)" : place, try value.string()))
  }

  /// What another log says differently, in the order of this one and then of the other.
  func changes(to other: RunLog) -> [ChangeRecord] {
    let (old, new) = (values, other.values)
    var seen: Set<String> = []
    return (facts + other.facts).map(\.place).filter { seen.insert($0).inserted }
      .filter { old[$0] != new[$0] }
      .map { ChangeRecord(place: $0, old: old[$0], new: new[$0]) }
  }

  private var values: [String: String] {
    Dictionary(facts.map { ($0.place, $0.value) }) { _, last in last }
  }
}
