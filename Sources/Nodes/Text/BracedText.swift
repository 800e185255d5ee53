/// A text with places in braces: `a {colour} hat`.
///
/// A brace itself is written twice.
enum BracedText {
  /// A part of the text.
  enum Part {
    case text(String)
    /// A place, and what stands between its braces.
    case place(String)
  }

  /// The parts of a text, in order.
  ///
  /// - Throws: ``ValueError`` if a brace has no partner.
  static func parts(of text: String) throws -> [Part] {
    var parts: [Part] = []
    var rest = text[...]
    while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      parts.append(.text(String(rest[..<brace])))
      let next = rest.index(after: brace)
      if next < rest.endIndex, rest[next] == rest[brace] {
        parts.append(.text(String(rest[brace])))
        rest = rest[next...].dropFirst()
      } else if rest[brace] == "{", let end = rest[next...].firstIndex(of: "}") {
        parts.append(.place(String(rest[next..<end])))
        rest = rest[end...].dropFirst()
      } else {
        throw ValueError("'\(rest[brace])' stands alone in '\(text)'; a brace is written twice")
      }
    }
    return parts + [.text(String(rest))]
  }
}
