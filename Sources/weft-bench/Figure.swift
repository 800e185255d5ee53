import FoundationEssentials

/// What was measured, under a name.
struct Figure: Codable {
  let name: String
  let value: Double
  /// `GFLOP/s` and `GB/s` for each second of processor time, `ms` of processor time, or another.
  let unit: String
  /// What the machine can do, in the same unit; nil where nothing of the kind was measured.
  let limit: Double?
  /// The least processor time of a run, in milliseconds; nil where the value says it.
  var milliseconds: Double?

  /// Whether more is better.
  private var isRate: Bool { unit.hasSuffix("/s") }

  /// The figure as a line of a table.
  var line: String {
    let time = milliseconds.map { "\(Self.fixed($0, 10)) ms  " } ?? ""
    let part = limit.map { "  \(Self.fixed(100 * value / $0, 6)) %" } ?? ""
    let pad = String(repeating: " ", count: max(0, 56 - name.count))
    return "\(name)\(pad) \(time)\(Self.fixed(value, 9)) \(unit)\(part)"
  }

  /// How much better the figure is than an earlier one.
  func comparison(with earlier: Figure) -> String {
    let gain = isRate ? value / earlier.value : earlier.value / value
    return "\(Self.fixed(gain, 0)) × as fast as before"
  }

  private static func fixed(_ value: Double, _ width: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    let hundredths = Int((value * 100).rounded())
    let fraction = hundredths % 100
    let text = "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    return String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

/// The figures of a run: `{"rows": [{"name", "value", "unit", "limit"}…]}`.
struct Figures: Codable {
  var rows: [Figure] = []

  init() {}

  /// Reads what an earlier run printed.
  init(file: String) throws {
    self = try JSONDecoder().decode(Figures.self, from: Data(contentsOf: URL(filePath: file)))
  }

  /// The figure of a name.
  subscript(name: String) -> Figure? { rows.first { $0.name == name } }

  /// The figures as one line of JSON.
  var text: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}
