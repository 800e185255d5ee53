extension GraphDrawing {
  /// The picture as SVG, in the layout of ``DrawingLayout``.
  public var svg: String {
    let layout = DrawingLayout(self)
    let (width, height) = (layout.size.width.svg, layout.size.height.svg)
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\""
        + " width=\"\(width)\" height=\"\(height)\" font-family=\"Helvetica, Arial, sans-serif\">",
      "<title>\(title.escapedForMarkup)</title>",
      "<defs><marker id=\"head\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\""
        + " markerHeight=\"8\" orient=\"auto\"><path d=\"M0 1 L8 4 L0 7 z\" fill=\"\(Self.line)\"/>"
        + "</marker></defs>",
      "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>",
    ]
    lines += zip(frames, layout.frames).map { Self.frame($0, $1) }
    lines.append("<g fill=\"none\" stroke=\"\(Self.line)\" marker-end=\"url(#head)\">")
    lines += zip(arrows, layout.arrows).map { Self.path($0, $1) }
    lines.append("</g>")
    lines += zip(boxes, layout.boxes).map { Self.box($0, $1) }
    lines.append("<g font-size=\"10\" text-anchor=\"middle\" fill=\"#475569\">")
    lines += layout.labels.map { Self.label($0) }
    return (lines + ["</g>", "</svg>"]).joined(separator: "\n") + "\n"
  }

  private static let line = "#64748b"

  private static func frame(_ frame: Frame, _ area: DrawingLayout.Area) -> String {
    "<g><rect \(area.svg) rx=\"10\" fill=\"#f8fafc\" stroke=\"#94a3b8\" stroke-dasharray=\"5 4\"/>"
      + "<text x=\"\((area.x + 12).svg)\" y=\"\((area.y + 18).svg)\" font-size=\"11\""
      + " fill=\"#475569\">\(frame.title.escapedForMarkup)</text></g>"
  }

  private static func label(_ label: DrawingLayout.Label) -> String {
    let width = TextWidth.ofLabel(label.text) + 4
    let back = DrawingLayout.Area(
      x: label.place.x - width / 2, y: label.place.y - 6, width: width, height: 12)
    return "<rect \(back.svg) rx=\"3\" fill=\"#ffffff\" fill-opacity=\"0.85\"/>"
      + "<text x=\"\(label.place.x.svg)\" y=\"\((label.place.y + 3.5).svg)\">"
      + "\(label.text.escapedForMarkup)</text>"
  }

  private static func path(
    _ arrow: Arrow, _ way: [(DrawingLayout.Point, DrawingLayout.Point)]
  ) -> String {
    var path = ""
    for (index, (top, bottom)) in way.enumerated() {
      if index == 0 {
        path += "M\(top.x.svg) \(top.y.svg)"
      } else {
        let last = way[index - 1].1
        let middle = ((last.y + top.y) / 2).svg
        path +=
          last.x == top.x
          ? "V\(top.y.svg)"
          : "C\(last.x.svg) \(middle) \(top.x.svg) \(middle) \(top.x.svg) \(top.y.svg)"
      }
      if bottom.y != top.y { path += "V\(bottom.y.svg)" }
    }
    return "<path d=\"\(path)\"\(arrow.isDashed ? " stroke-dasharray=\"5 4\"" : "")/>"
  }

  private static func box(_ box: Box, _ area: DrawingLayout.Area) -> String {
    let color = box.role.color
    let radius = box.role == .input || box.role == .output ? area.height / 2 : 8
    let fill = "fill=\"\(color.fill)\" stroke=\"\(color.stroke)\""
    var parts = ["<rect \(area.svg) rx=\"\(radius.svg)\" \(fill)/>"]
    if box.role == .output {
      let inner = DrawingLayout.Area(
        x: area.x + 3, y: area.y + 3, width: area.width - 6, height: area.height - 6)
      parts.append("<rect \(inner.svg) rx=\"\((radius - 3).svg)\" \(fill)/>")
    }
    let middle = (area.x + area.width / 2).svg
    parts.append(
      "<text x=\"\(middle)\" y=\"\((area.y + 20).svg)\" font-size=\"13\" font-weight=\"bold\""
        + " text-anchor=\"middle\" fill=\"#111827\">\(box.title.escapedForMarkup)</text>")
    for (index, detail) in box.details.enumerated() {
      parts.append(
        "<text x=\"\(middle)\" y=\"\((area.y + 36 + 15 * Double(index)).svg)\" font-size=\"11\""
          + " text-anchor=\"middle\" fill=\"#374151\">\(detail.escapedForMarkup)</text>")
    }
    if !box.about.isEmpty { parts.append("<title>\(box.about.escapedForMarkup)</title>") }
    return "<g>\(parts.joined())</g>"
  }
}

extension Double {
  /// The number with one digit after the point, and none where that is nought.
  fileprivate var svg: String {
    let tenths = Int((self * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(Double(tenths) / 10)"
  }
}

extension DrawingLayout.Area {
  fileprivate var svg: String {
    "x=\"\(x.svg)\" y=\"\(y.svg)\" width=\"\(width.svg)\" height=\"\(height.svg)\""
  }
}
