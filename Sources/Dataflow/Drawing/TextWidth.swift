/// How wide texts are in the pictures' fonts, in pixels: a little more than Helvetica makes them.
///
/// Nothing draws here, so the font that will is not known; wide letters are counted as wide.
enum TextWidth {
  /// Of a bold line of 13 pixels.
  static func ofTitle(_ text: String) -> Double { Double(text.blanks.count) * 7.8 }

  /// Of a line of 11 pixels.
  static func ofDetail(_ text: String) -> Double { Double(text.blanks.count) * 6.4 }

  /// Of the label of an arrow, of 10 pixels.
  static func ofLabel(_ text: String) -> Double { Double(text.blanks.count) * 5.8 }
}
