import FoundationEssentials

extension TextNormalization {
  /// The steps of a `normalizer`.
  static func list(_ json: JSON) throws(FormatError) -> [TextNormalization] {
    switch try json.type() {
    case "Sequence":
      var steps: [TextNormalization] = []
      for step in try json.member("normalizers").array() { steps += try list(step) }
      guard steps.count(where: \.isCharacterMap) <= 1 else {
        throw json.error("one character map", found: "several")
      }
      return steps
    case "NFC": return [.canonicalComposition]
    case "Lowercase": return [.lowercase]
    case "Strip":
      return [
        .strip(
          left: try json.member("strip_left").boolean(),
          right: try json.member("strip_right").boolean())
      ]
    case "Prepend":
      return [.prepend(Array(try json.member("prepend").string().unicodeScalars))]
    case "Replace": return [try replacement(json)]
    case "Precompiled":
      let coded = try json.member("precompiled_charsmap")
      guard let data = Data(base64Encoded: try coded.string()),
        let map = CharacterMap(Array(data))
      else { throw coded.error("a character map in base 64", found: "other text") }
      return [.characterMap(map)]
    case let type: throw json.unknown("a normalizer", "'\(type)'")
    }
  }

  private static func replacement(_ json: JSON) throws(FormatError) -> TextNormalization {
    let content = Array(try json.member("content").string().unicodeScalars)
    let pattern = try json.member("pattern")
    // Steps that lengthen a text could double it again and again.
    func check(atMost count: Int) throws(FormatError) {
      guard content.count > count else { return }
      throw try json.member("content").error(
        "a replacement of at most \(count) characters", found: "\(content.count)")
    }
    if let text = pattern["String"] {
      let replaced = Array(try text.string().unicodeScalars)
      try check(atMost: replaced.count)
      return .replace(replaced, with: content)
    }
    let expression = try pattern.member("Regex")
    switch try expression.string() {
    case #"\s+"# where content == [" "]: return .collapseWhiteSpace
    case " {2,}":
      try check(atMost: 2)
      return .replaceRepeatedSpaces(content)
    case let text: throw expression.unknown("a pattern", "'\(text)'")
    }
  }
}
