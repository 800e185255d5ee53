public import Dataflow
import Tensors

/// A colour with opacity, eight bits a channel: `"#ff8000"`, `"#ff800080"`, `orange`.
public struct Color: GraphValue, Hashable {
  /// Red, from 0 to 255.
  public let red: UInt8
  /// Green, from 0 to 255.
  public let green: UInt8
  /// Blue, from 0 to 255.
  public let blue: UInt8
  /// Opacity: 0 is clear, 255 hides what is behind.
  public let opacity: UInt8

  /// A colour of given channels.
  public init(red: UInt8, green: UInt8, blue: UInt8, opacity: UInt8 = 255) {
    self.red = red
    self.green = green
    self.blue = blue
    self.opacity = opacity
  }

  /// Black.
  public static let black = Color(red: 0, green: 0, blue: 0)
  /// White.
  public static let white = Color(red: 255, green: 255, blue: 255)
}

extension Color {
  /// Two hexadecimal digits for each of red, green, blue and, if there are eight, opacity; or a name.
  ///
  /// The number sign may be left out: unless the scalar is in quotes, YAML reads it as the beginning
  /// of a comment.
  public init(literal: Literal) throws(LiteralError) {
    let text = literal.text
    guard !text.isEmpty else {
      throw LiteralError("no colour is given; write one in quotes, \"#ff8000\": # begins a comment")
    }
    guard let value = Self.named[text] ?? Self(digits: text.drop { $0 == "#" }) else {
      let hint = Self.named.keys.sorted().nearest(to: text).map { "; did you mean '\($0)'?" }
      throw LiteralError(
        "'\(text)' is not a Color\(hint ?? ", which is \"#rrggbb\", \"#rrggbbaa\" or a name")")
    }
    self = value
  }

  /// Digits of red, green, blue and opacity after a number sign; opacity only where it is not full.
  public var literalText: String? {
    let channels = [red, green, blue] + (opacity == 255 ? [] : [opacity])
    return "#"
      + channels.map { byte in
        let digits = String(byte, radix: 16)
        return byte < 16 ? "0\(digits)" : digits
      }.joined()
  }

  /// The value identifies itself.
  public static var isPlain: Bool { true }

  private init?(digits: Substring) {
    guard [6, 8].contains(digits.utf8.count), digits.allSatisfy(\.isHexDigit),
      let number = UInt32(digits, radix: 16)
    else { return nil }
    let rgba = digits.utf8.count == 8 ? number : number << 8 | 255
    self.init(
      red: UInt8(truncatingIfNeeded: rgba >> 24), green: UInt8(truncatingIfNeeded: rgba >> 16),
      blue: UInt8(truncatingIfNeeded: rgba >> 8), opacity: UInt8(truncatingIfNeeded: rgba))
  }

  /// The basic colours of CSS Color Module Level 4, §6.1, with orange and no colour at all.
  private static let named = [
    "black": black, "silver": Color(red: 192, green: 192, blue: 192),
    "gray": Color(red: 128, green: 128, blue: 128), "white": white,
    "maroon": Color(red: 128, green: 0, blue: 0), "red": Color(red: 255, green: 0, blue: 0),
    "purple": Color(red: 128, green: 0, blue: 128), "fuchsia": Color(red: 255, green: 0, blue: 255),
    "green": Color(red: 0, green: 128, blue: 0), "lime": Color(red: 0, green: 255, blue: 0),
    "olive": Color(red: 128, green: 128, blue: 0), "yellow": Color(red: 255, green: 255, blue: 0),
    "navy": Color(red: 0, green: 0, blue: 128), "blue": Color(red: 0, green: 0, blue: 255),
    "teal": Color(red: 0, green: 128, blue: 128), "aqua": Color(red: 0, green: 255, blue: 255),
    "orange": Color(red: 255, green: 165, blue: 0),
    "transparent": Color(red: 0, green: 0, blue: 0, opacity: 0),
  ]
}

extension Color {
  /// Whether anything shows through.
  var isClear: Bool { opacity < 255 }

  /// Red, green and blue, 0…1, `[3, 1, 1]`.
  var channels: Tensor { Tensor([red, green, blue].map { Float($0) / 255 }, shape: [3, 1, 1]) }

  /// Opacity, 0…1.
  var strength: Float { Float(opacity) / 255 }
}
