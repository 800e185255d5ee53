extension String {
  /// As many blanks as the text is wide on a terminal; a tab stays a tab, so that it lines up.
  var blanks: String {
    var blanks = ""
    for character in self {
      if character == "\t" {
        blanks.append("\t")
      } else {
        blanks.append(contentsOf: repeatElement(" ", count: character.cellCount))
      }
    }
    return blanks
  }

  /// The text with every character that moves the cursor or turns the writing direction replaced
  /// by U+FFFD, so that a file cannot forge what the terminal shows.
  var withoutControls: String {
    guard unicodeScalars.contains(where: \.isControl) else { return self }
    var shown = String.UnicodeScalarView()
    for scalar in unicodeScalars { shown.append(scalar.isControl ? "\u{FFFD}" : scalar) }
    return String(shown)
  }
}

extension Character {
  /// How many cells of a terminal the character takes: 0, 1 or 2.
  fileprivate var cellCount: Int {
    unicodeScalars.map(\.cellCount).max() ?? 0
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool {
    if value < 0x20 { return self != "\t" }
    if (0x7F...0x9F).contains(value) { return true }
    // Embeddings, overrides and isolates of the bidirectional algorithm; line separators.
    return (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
      || value == 0x2028 || value == 0x2029
  }

  fileprivate var cellCount: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: 0
    default: properties.isEmojiPresentation || isEastAsianWide ? 2 : 1
    }
  }

  /// Whether East_Asian_Width is Wide or Fullwidth: Unicode Standard Annex #11, by blocks.
  private var isEastAsianWide: Bool {
    value >= 0x1100 && Self.wide.contains { $0.contains(value) }
  }

  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF,
    0x1F200...0x1F2FF, 0x20000...0x3FFFD,
  ]
}
