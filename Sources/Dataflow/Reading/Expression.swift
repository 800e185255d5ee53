/// What a graph gives an input or an output: a scalar, a link, a text with values put in, or a list.
public struct Expression: Sendable {
  /// What is given.
  public let content: Content
  /// Where it is written.
  public let position: SourcePosition

  /// What is given.
  public indirect enum Content: Sendable {
    /// A scalar for the input's type to read, `$$` at its beginning being one dollar.
    case literal(Literal)
    /// `$node`, `$node.output` or `$inputs.name`.
    case link(Link)
    /// A text in which `${inputs.name}` stands for a value.
    case template([Segment])
    /// The elements of a list.
    case list([Expression])
    /// Something already reported.
    case reported
  }

  /// Where a link leads.
  public enum Link: Sendable, Hashable {
    /// An output of a node; the first if it is not named.
    case node(String, output: String?)
    /// An input of the graph.
    case input(String)
  }

  /// A part of a text.
  public enum Segment: Sendable, Hashable {
    /// Characters.
    case text(String)
    /// The value of an input of the graph.
    case input(String)
  }
}

extension Expression {
  /// Reads an expression; what is wrong with it is reported.
  init(_ node: YAMLNode, _ diagnostics: inout [Diagnostic]) {
    position = node.position
    switch node.content {
    case .scalar(let literal):
      do {
        content = try Self.read(literal)
      } catch {
        diagnostics.append(Diagnostic(position: position, message: error.message))
        content = .reported
      }
    case .sequence(let elements):
      content = .list(elements.map { Expression($0, &diagnostics) })
    case .mapping:
      diagnostics.append(
        Diagnostic(
          position: position, message: "a scalar, a link or a list goes here, not a mapping"))
      content = .reported
    case .reported:
      content = .reported
    }
  }

  /// Visits every link and every input put into a text, in reading order, and where it stands.
  func forEachReference(_ body: (Link, SourcePosition) -> Void) {
    switch content {
    case .link(let link): body(link, position)
    case .template(let segments):
      for case .input(let name) in segments { body(.input(name), position) }
    case .list(let elements): for element in elements { element.forEachReference(body) }
    case .literal, .reported: break
    }
  }

  private struct Fault: Error {
    let message: String
  }

  private static func read(_ literal: Literal) throws(Fault) -> Content {
    let text = literal.text
    guard text.utf8.contains(UInt8(ascii: "$")) else { return .literal(literal) }
    if text.hasPrefix("$"), !text.hasPrefix("$$"), !text.hasPrefix("${") {
      return .link(try readLink(text))
    }
    let segments = try readSegments(text)
    let characters = segments.map { if case .text(let text) = $0 { text } else { nil as String? } }
    guard characters.contains(nil) else {
      return .literal(Literal(characters.compactMap(\.self).joined(), isQuoted: literal.isQuoted))
    }
    return .template(segments)
  }

  private static func readLink(_ text: String) throws(Fault) -> Link {
    let path = text.dropFirst()
    let parts = path.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let node = parts.first.map(String.init), isName(node),
      parts.count == 1 || isName(parts[1])
    else {
      throw Fault(
        message: "\(text.display) is no link ($node, $node.output or $inputs.name); "
          + "a text that begins with a dollar is written $$")
    }
    guard node == "inputs" else {
      return .node(node, output: parts.count == 2 ? String(parts[1]) : nil)
    }
    guard parts.count == 2 else {
      throw Fault(message: "'$inputs' names no input; write $inputs.name")
    }
    return .input(String(parts[1]))
  }

  /// The parts of a text: `${inputs.name}` is a value; `$$` at the beginning, and before a brace,
  /// is a dollar.
  private static func readSegments(_ text: String) throws(Fault) -> [Segment] {
    var segments: [Segment] = []
    var characters = ""
    var rest = Substring(text)
    if rest.hasPrefix("$$"), !rest.hasPrefix("$${") {
      rest.removeFirst()
      characters.append(rest.removeFirst())
    }
    while let dollar = rest.firstIndex(of: "$") {
      characters += rest[..<dollar]
      rest = rest[dollar...]
      if rest.hasPrefix("$${") {
        characters += "${"
        rest = rest.dropFirst(3)
      } else if rest.hasPrefix("${") {
        guard let close = rest.firstIndex(of: "}") else {
          throw Fault(message: "'${' has no '}'; a dollar before a brace is written $${")
        }
        let reference = rest[rest.index(rest.startIndex, offsetBy: 2)..<close]
        guard reference.hasPrefix("inputs."), isName(reference.dropFirst(7)) else {
          throw Fault(
            message: "only ${inputs.name} can be put into a text, not ${\(reference.prefix(40))}")
        }
        if !characters.isEmpty { segments.append(.text(characters)) }
        characters = ""
        segments.append(.input(String(reference.dropFirst(7))))
        rest = rest[close...].dropFirst()
      } else {
        characters.append(rest.removeFirst())
      }
    }
    characters += rest
    if !characters.isEmpty || segments.isEmpty { segments.append(.text(characters)) }
    return segments
  }
}

/// Whether a text can name a node, an input or an output: letters, digits, `_` and `-`, beginning
/// with a letter or `_`.
func isName(_ text: some StringProtocol) -> Bool {
  guard let first = text.utf8.first else { return false }
  return isNameStart(first) && text.utf8.allSatisfy { isNameStart($0) || isNameRest($0) }
}

private func isNameStart(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "_"):
    true
  default: false
  }
}

private func isNameRest(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
}
