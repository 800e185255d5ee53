extension TextSplitting {
  /// The steps of a `pre_tokenizer`.
  static func list(_ json: JSON) throws(FormatError) -> [TextSplitting] {
    switch try json.type() {
    case "Sequence":
      var steps: [TextSplitting] = []
      for step in try json.member("pretokenizers").array() { steps += try list(step) }
      return steps
    case "WhitespaceSplit": return [.whiteSpace]
    case "Metaspace":
      let mark = try json.member("replacement")
      guard let scalar = try mark.string().unicodeScalars.first else {
        throw mark.error("one character", found: "none")
      }
      return [
        .metaspace(
          mark: scalar, prepends: try prepends(json),
          splits: try json["split"]?.boolean() ?? true)
      ]
    case "ByteLevel":
      let splits = try json["use_regex"]?.boolean() ?? true
      guard splits else { throw json.unknown("a byte level", "one without words") }
      return [.byteLevel(addsSpace: try json["add_prefix_space"]?.boolean() ?? true)]
    case "Split":
      let expression = try json.member("pattern").member("Regex")
      guard let pattern = WordPattern(expression: try expression.string()),
        try json.member("behavior").string() == "Removed",
        try json.member("invert").boolean()
      else { throw expression.unknown("a pattern", "another") }
      return [.words(pattern)]
    case let type: throw json.unknown("a pre-tokenizer", "'\(type)'")
    }
  }

  /// Whether a mark is put in front of each word; older files say it by `add_prefix_space`.
  static func prepends(_ json: JSON) throws(FormatError) -> Bool {
    guard let scheme = json["prepend_scheme"] else {
      return try json["add_prefix_space"]?.boolean() ?? true
    }
    switch try scheme.string() {
    case "always": return true
    case "never": return false
    case let text: throw scheme.unknown("a prepend scheme", "'\(text)'")
    }
  }
}
