extension GraphDrawing {
  /// The picture in DOT, Graphviz's language.
  public var dot: String {
    var lines = [
      "digraph \(Self.quoted(title)) {",
      "  node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\", fontsize=11,"
        + " color=\"\(Role.node.color.stroke)\", fillcolor=\"\(Role.node.color.fill)\"]",
      "  edge [fontname=\"Helvetica\", fontsize=9, color=\"#64748b\", fontcolor=\"#475569\"]",
    ]
    addFrame(nil, depth: 1, members, to: &lines)
    for arrow in arrows {
      let style = arrow.isDashed ? ", style=dashed" : ""
      lines.append(
        "  \(Self.quoted(boxes[arrow.source].id)) -> \(Self.quoted(boxes[arrow.target].id))"
          + " [label=\(Self.quoted(arrow.label))\(style)]")
    }
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }

  /// Adds the boxes in a frame, then the frames in it, which lie at most 32 deep.
  private func addFrame(
    _ frame: Int?, depth: Int, _ members: (boxes: [Int?: [Int]], frames: [Int?: [Int]]),
    to lines: inout [String]
  ) {
    let blanks = String(repeating: "  ", count: depth)
    for box in members.boxes[frame] ?? [] { lines.append(blanks + Self.line(boxes[box])) }
    for inner in members.frames[frame] ?? [] {
      lines.append("\(blanks)subgraph \"cluster_\(inner)\" {")
      lines.append(
        "\(blanks)  label=\(Self.quoted(frames[inner].title)); style=\"rounded,dashed\";"
          + " color=\"#94a3b8\"; fontname=\"Helvetica\"; fontsize=11")
      addFrame(inner, depth: depth + 1, members, to: &lines)
      lines.append("\(blanks)}")
    }
  }

  private static func line(_ box: Box) -> String {
    let title = "<b>\(box.title.escapedForMarkup)</b>"
    let label = ([title] + box.details.map(\.escapedForMarkup)).joined(separator: "<br/>")
    let color = "color=\"\(box.role.color.stroke)\", fillcolor=\"\(box.role.color.fill)\""
    let style =
      switch box.role {
      case .node: ""
      case .sink: ", \(color)"
      case .input: ", shape=ellipse, style=filled, \(color)"
      case .output: ", shape=ellipse, style=filled, peripheries=2, \(color)"
      }
    let tooltip = box.about.isEmpty ? "" : ", tooltip=\(quoted(box.about))"
    return "\(quoted(box.id)) [label=<\(label)>\(style)\(tooltip)]"
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: " ")
    return "\"\(escaped)\""
  }
}

extension GraphDrawing {
  /// The boxes and the frames that are directly in each frame, and in none.
  var members: (boxes: [Int?: [Int]], frames: [Int?: [Int]]) {
    (
      Dictionary(grouping: boxes.indices) { boxes[$0].frame },
      Dictionary(grouping: frames.indices) { frames[$0].parent }
    )
  }
}

extension GraphDrawing.Role {
  /// The colours of a box.
  var color: (fill: String, stroke: String) {
    switch self {
    case .input: ("#fef3c7", "#b45309")
    case .node: ("#eef2ff", "#4f5d95")
    case .sink, .output: ("#dcfce7", "#15803d")
    }
  }
}

extension String {
  /// The text where `<`, `>`, `&` and quotes would be read as markup.
  var escapedForMarkup: String {
    var escaped = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      // XML has no control characters but these.
      case ..<" " where scalar != "\t" && scalar != "\n": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
