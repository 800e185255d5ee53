extension GraphDrawing {
  /// The picture in Mermaid's language, which code hosts draw in Markdown.
  public var mermaid: String {
    var lines = ["flowchart TD"]
    addFrame(nil, depth: 1, members, to: &lines)
    for arrow in arrows {
      lines.append(
        "  n\(arrow.source) \(arrow.isDashed ? "-.->" : "-->")|\(Self.quoted(arrow.label))|"
          + " n\(arrow.target)")
    }
    for (role, name) in [(Role.input, "input"), (.sink, "sink"), (.output, "output")] {
      let names = boxes.indices.filter { boxes[$0].role == role }.map { "n\($0)" }
      guard !names.isEmpty else { continue }
      lines.append(
        "  classDef \(name) fill:\(role.color.fill),stroke:\(role.color.stroke),color:#000")
      lines.append("  class \(names.joined(separator: ",")) \(name)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func addFrame(
    _ frame: Int?, depth: Int, _ members: (boxes: [Int?: [Int]], frames: [Int?: [Int]]),
    to lines: inout [String]
  ) {
    let blanks = String(repeating: "  ", count: depth)
    for index in members.boxes[frame] ?? [] {
      let box = boxes[index]
      let label = Self.quoted(([box.title] + box.details).joined(separator: "\n"))
      let shape =
        switch box.role {
        case .node, .sink: "[\(label)]"
        case .input: "([\(label)])"
        case .output: "[[\(label)]]"
        }
      lines.append("\(blanks)n\(index)\(shape)")
    }
    for inner in members.frames[frame] ?? [] {
      lines.append("\(blanks)subgraph g\(inner)[\(Self.quoted(frames[inner].title))]")
      addFrame(inner, depth: depth + 1, members, to: &lines)
      lines.append("\(blanks)end")
    }
  }

  /// A text as Mermaid reads it: in quotes, its own as entities.
  private static func quoted(_ text: String) -> String {
    let escaped = text.replacing("&", with: "#amp;").replacing("\"", with: "#quot;")
      .replacing("<", with: "#lt;").replacing(">", with: "#gt;").replacing("\n", with: "<br/>")
    return "\"\(escaped)\""
  }
}
