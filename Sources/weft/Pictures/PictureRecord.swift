import Formats
import Nodes

/// What a picture is and what made it, as JSON and as people are told.
struct PictureRecord: Encodable {
  let file: String
  let width: Int
  let height: Int
  let channels: Int
  let bits: Int
  let bytes: Int
  let program: String?
  let graph: String?
  let inputs: [String: String]
  let texts: [String: String]

  /// The inputs in the order of the graph.
  private let orderedInputs: [(name: String, value: String)]

  private enum CodingKeys: String, CodingKey {
    case file, width, height, channels, bits, bytes, program, graph, inputs, texts
  }

  init(_ picture: Picture, file: String, byteCount: Int) {
    let origin = PictureOrigin(picture)
    self.file = file
    width = picture.width
    height = picture.height
    channels = picture.channels
    bits = picture.samples.bits
    bytes = byteCount
    program = origin.program
    graph = origin.graph
    orderedInputs = origin.inputs
    inputs = Dictionary(origin.inputs.map { ($0.name, $0.value) }) { first, _ in first }
    texts = Dictionary(origin.texts.map { ($0.keyword, $0.text) }) { first, _ in first }
  }

  /// Several lines.
  var text: String {
    let kinds = ["grey", "grey with opacity", "RGB", "RGB with opacity"]
    var lines = [
      "\(file)  \(width)×\(height), \(kinds[channels - 1]), \(bits) bits a sample, "
        + FileSize.text(bytes)
    ]
    lines.append("made by \(program ?? "a program that it does not name")")
    lines += Self.table("inputs", orderedInputs)
    if let graph {
      let count = graph.split(separator: "\n").count
      lines.append("graph of \(count) lines; --graph prints it, weft run runs it")
    }
    lines += Self.table("texts", texts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    return lines.joined(separator: "\n") + "\n"
  }

  /// Names and values in two columns, values on one line each.
  static func table(_ title: String, _ rows: [(name: String, value: String)]) -> [String] {
    guard !rows.isEmpty else { return [] }
    let width = rows.map(\.name.count).max() ?? 0
    return [title] + rows.map { "  \($0.name.padded(to: width))  \($0.value.onOneLine)" }
  }
}

extension String {
  /// The text without line ends and other controls, cut after 100 characters.
  var onOneLine: String {
    let characters = map { $0.isNewline || $0 < " " ? " " : $0 }
    return characters.count > 100 ? String(characters.prefix(99)) + "…" : String(characters)
  }
}
