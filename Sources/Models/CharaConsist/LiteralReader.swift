/// Reads assignments of literals, as they stand in a Python file, without running anything.
///
///     name = "text" | 123 | [value, …] | dict(name=value, …) | {"name": value, …}
///
/// Texts beside each other are one; `#` begins a comment. Depth and length are bounded by the text.
struct LiteralReader {
  /// What a literal stands for.
  enum Value: Hashable, Sendable {
    case text(String)
    case number(Int)
    case list([Value])
    case entries([String: Value])
  }

  private static let deepest = 8
  private var rest: Substring
  private var line = 1

  init(_ text: String) {
    rest = text[...]
  }

  /// The values of all names.
  mutating func assignments() throws(StoryError) -> [String: Value] {
    var values: [String: Value] = [:]
    skipBlank()
    while !rest.isEmpty {
      let name = try name()
      try take("=")
      values[name] = try value(depth: 0)
      skipBlank()
    }
    return values
  }

  private mutating func value(depth: Int) throws(StoryError) -> Value {
    guard depth < Self.deepest else { throw StoryError("line \(line) nests too deep") }
    skipBlank()
    switch rest.first {
    case "\"", "'":
      return .text(try texts())
    case "[":
      return .list(try list(from: "[", to: "]", depth: depth))
    case "{":
      return .entries(
        try entries(from: "{", to: "}") { reader throws(StoryError) in
          let key = try reader.texts()
          try reader.take(":")
          return (key, try reader.value(depth: depth + 1))
        })
    case let first? where first.isNumber:
      return .number(try number())
    default:
      let word = try name()
      guard word == "dict" else {
        throw StoryError("line \(line) has '\(word)', which is no text, number, list or dict")
      }
      return .entries(
        try entries(from: "(", to: ")") { reader throws(StoryError) in
          let key = try reader.name()
          try reader.take("=")
          return (key, try reader.value(depth: depth + 1))
        })
    }
  }

  private mutating func list(
    from open: Character, to close: Character, depth: Int
  ) throws(StoryError) -> [Value] {
    try take(open)
    var list: [Value] = []
    while try !ends(at: close, after: list.count) {
      list.append(try value(depth: depth + 1))
    }
    return list
  }

  private mutating func entries(
    from open: Character, to close: Character,
    _ entry: (inout LiteralReader) throws(StoryError) -> (String, Value)
  ) throws(StoryError) -> [String: Value] {
    try take(open)
    var entries: [String: Value] = [:]
    while try !ends(at: close, after: entries.count) {
      let (key, value) = try entry(&self)
      guard entries.updateValue(value, forKey: key) == nil else {
        throw StoryError("line \(line) gives '\(key)' twice")
      }
    }
    return entries
  }

  /// Takes the comma before a next element, or the end; a comma may stand before the end too.
  private mutating func ends(at close: Character, after count: Int) throws(StoryError) -> Bool {
    skipBlank()
    if count > 0, rest.first != close {
      try take(",")
      skipBlank()
    }
    guard rest.first == close else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func texts() throws(StoryError) -> String {
    var text = try text()
    skipBlank()
    while rest.first == "\"" || rest.first == "'" {
      text += try self.text()
      skipBlank()
    }
    return text
  }

  private mutating func text() throws(StoryError) -> String {
    skipBlank()
    guard let quote = rest.first, quote == "\"" || quote == "'" else {
      throw StoryError("line \(line) has no text where one is wanted")
    }
    rest.removeFirst()
    var text = ""
    while let next = rest.popFirst() {
      switch next {
      case quote: return text
      case "\\":
        guard let escaped = rest.popFirst(), let meant = Self.escapes[escaped] else {
          throw StoryError("line \(line) has an escape that is not known")
        }
        text.append(meant)
      case _ where next.isNewline: throw StoryError("the text in line \(line) does not end")
      default: text.append(next)
      }
    }
    throw StoryError("the text in line \(line) does not end")
  }

  private static let escapes: [Character: Character] = [
    "\\": "\\", "\"": "\"", "'": "'", "n": "\n", "t": "\t",
  ]

  private mutating func number() throws(StoryError) -> Int {
    let digits = rest.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" }
    rest = rest.dropFirst(digits.count)
    guard let number = Int(digits) else {
      throw StoryError("line \(line) has '\(digits)', which is no whole number")
    }
    return number
  }

  private mutating func name() throws(StoryError) -> String {
    skipBlank()
    let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    guard !name.isEmpty else {
      throw StoryError(
        rest.isEmpty ? "the text ends too soon" : "line \(line) has '\(rest.prefix(1))', not a name"
      )
    }
    rest = rest.dropFirst(name.count)
    return String(name)
  }

  private mutating func take(_ wanted: Character) throws(StoryError) {
    skipBlank()
    guard rest.first == wanted else {
      let found = rest.isEmpty ? "ends" : "has '\(rest.prefix(1))'"
      throw StoryError("line \(line) \(found) where '\(wanted)' is wanted")
    }
    rest.removeFirst()
  }

  private mutating func skipBlank() {
    while let first = rest.first {
      if first == "#" {
        rest = rest.drop { !$0.isNewline }
      } else if first.isWhitespace {
        if first.isNewline { line += 1 }
        rest.removeFirst()
      } else {
        return
      }
    }
  }
}
