/// Writes a graph as canonical YAML: sections and keys in one order, one spelling of each scalar.
struct GraphWriter {
  private var lines: [String] = []

  /// How many steps deeper than a file's the lines are.
  private var depth = 0

  /// The text of a graph whose inputs have new defaults, and of the graphs that it is made of.
  mutating func write(
    _ file: GraphFile, inputs: [(any GraphValue)?], parts: [GraphFile]
  ) -> String {
    lines = ["weft: 1"]
    write(file, defaults: inputs.map { $0.map { Self.text($0) } ?? "null" })
    section("graphs", parts) { writer, part in
      writer.line(1, Self.plain("./\(part.path.path(relativeTo: file.folder))"), "")
      writer.depth = 2
      writer.write(part, defaults: part.inputs.map { $0.defaultValue.map { Self.text($0) } })
      writer.depth = 0
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private mutating func write(_ file: GraphFile, defaults: [String?]) {
    if let about = file.about { line(0, "about", Self.quoted(about)) }
    section("inputs", Array(zip(file.inputs, defaults))) { writer, input in
      writer.write(input.0, default: input.1)
    }
    section("nodes", file.nodes) { writer, node in writer.write(node) }
    section("outputs", file.outputs) { writer, output in
      writer.line(1, output.name.value, Self.text(output.value))
    }
  }

  private mutating func section<Element>(
    _ name: String, _ elements: [Element], _ write: (inout GraphWriter, Element) -> Void
  ) {
    guard !elements.isEmpty else { return }
    if depth == 0 { lines.append("") }
    line(0, name, "")
    for element in elements { write(&self, element) }
  }

  private mutating func write(_ input: GraphInput, default value: String?) {
    line(1, input.name.value, "")
    line(2, "type", Self.plain(input.type?.value ?? ""))
    if let about = input.about { line(2, "about", Self.quoted(about)) }
    if let value { line(2, "default", value) }
    if let range = input.range { line(2, "in", Self.plain(range.value)) }
    if let choices = input.choices { line(2, "choices", Self.list(choices)) }
    if !input.families.isEmpty { line(2, "family", Self.list(input.families)) }
    if !input.capabilities.isEmpty { line(2, "capability", Self.list(input.capabilities)) }
  }

  private mutating func write(_ node: GraphNode) {
    line(1, node.id.value, "")
    line(2, "kind", Self.plain(node.kind?.value ?? ""))
    if let condition = node.condition { line(2, "when", Self.text(condition)) }
    if let forEach = node.forEach {
      line(2, "for_each", "")
      for input in forEach.inputs { line(3, input.name.value, Self.text(input.value)) }
    }
    if let repetition = node.repetition { write(repetition) }
    for input in node.inputs { line(2, input.name.value, Self.text(input.value)) }
  }

  private mutating func write(_ repetition: GraphNode.Repetition) {
    line(2, "repeat", "")
    if let times = repetition.times { line(3, "times", Self.text(times)) }
    line(3, "carry", "")
    for carried in repetition.carried { line(4, carried.input.value, carried.output.value) }
    if let until = repetition.until { line(3, "until", until.value) }
  }

  /// Appends a line; without a value, what belongs to the key follows in deeper lines.
  private mutating func line(_ steps: Int, _ key: String, _ value: String) {
    let start = "\(String(repeating: "  ", count: depth + steps))\(key):"
    lines.append(value.isEmpty ? start : "\(start) \(value)")
  }
}

extension GraphWriter {
  /// A value as YAML: what is text is quoted, so that it stays text whatever it says.
  static func text(_ value: any GraphValue) -> String {
    if let elements = value.elements {
      return "[\(elements.map { text($0) }.joined(separator: ", "))]"
    }
    let scalar = value.literalText ?? ""
    guard ((value as? Scalar)?.value ?? value) is String else { return plain(scalar) }
    return quoted(scalar.hasPrefix("$") || scalar.contains("${") ? escaped(scalar) : scalar)
  }

  /// What is written where an expression stands.
  static func text(_ expression: Expression) -> String {
    switch expression.content {
    case .literal(let literal):
      let text = escaped(literal.text)
      return literal.isQuoted ? quoted(text) : plain(text)
    case .link(.input(let name)): return "$inputs.\(name)"
    case .link(.node(let id, let output)): return "$\(id)\(output.map { ".\($0)" } ?? "")"
    case .template(let segments):
      let parts = segments.enumerated().map { index, segment in
        switch segment {
        case .text(let text): escaped(text, atStart: index == 0)
        case .input(let name): "${inputs.\(name)}"
        }
      }
      return quoted(parts.joined())
    case .list(let elements): return "[\(elements.map { text($0) }.joined(separator: ", "))]"
    case .reported: return ""
    }
  }

  private static func list(_ names: [Marked<String>]) -> String {
    "[\(names.map { plain($0.value) }.joined(separator: ", "))]"
  }

  /// A text whose dollars are read as dollars.
  private static func escaped(_ text: String, atStart: Bool = true) -> String {
    let braces = text.replacing("${", with: "$${")
    return atStart && text.hasPrefix("$") && !text.hasPrefix("${") ? "$" + braces : braces
  }

  /// A scalar without quotes where YAML reads the same characters without them.
  private static func plain(_ text: String) -> String {
    if text.isEmpty { return "null" }
    let staysPlain = text == "~" || text != "-" && text.utf8.allSatisfy(isPlain)
    return staysPlain ? text : quoted(text)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "$"):
      true
    default: false
    }
  }

  /// A scalar in double quotes.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      default:
        if isPrintable(scalar) {
          quoted.unicodeScalars.append(scalar)
        } else {
          let hex = String(scalar.value, radix: 16, uppercase: true)
          quoted += "\\U" + String(repeating: "0", count: 8 - hex.count) + hex
        }
      }
    }
    return quoted + "\""
  }

  /// Whether YAML lets the scalar stand for itself in quotes, in one line and for every reader.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD,
      0x10000...0x10FFFF:
      true
    default: false
    }
  }
}
