/// The width and height of a picture, in pixels: `768x512`.
///
/// Bounds apply to both sides: `in: 64..4096`.
public struct Size: GraphValue, Hashable {
  /// The width.
  public let width: Int
  /// The height.
  public let height: Int

  /// A size of so many pixels.
  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// Two whole numbers of at least 1, the width and the height, with an `x` between them.
  public init(literal: Literal) throws(LiteralError) {
    try checkPlain(literal, Self.typeName)
    let sides = literal.text.split(separator: "x", omittingEmptySubsequences: false)
    guard sides.count == 2, let width = Self.side(sides[0]), let height = Self.side(sides[1]) else {
      throw LiteralError("'\(literal.text)' is not a Size, such as 768x512")
    }
    self.init(width: width, height: height)
  }

  private static func side(_ text: Substring) -> Int? {
    let isDecimal = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard isDecimal, text.first != "0" else { return nil }
    return Int(text)
  }

  /// The value identifies itself.
  public static var isPlain: Bool { true }

  /// The width, an `x` and the height.
  public var literalText: String? { "\(width)x\(height)" }
}
