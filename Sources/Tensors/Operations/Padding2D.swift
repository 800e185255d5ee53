/// Zeros around a picture, in pixels.
public struct Padding2D: Sendable, Hashable {
  /// Rows above.
  public var top: Int
  /// Rows below.
  public var bottom: Int
  /// Columns before.
  public var left: Int
  /// Columns after.
  public var right: Int

  /// Zeros on each side.
  public init(top: Int, bottom: Int, left: Int, right: Int) {
    self.top = top
    self.bottom = bottom
    self.left = left
    self.right = right
  }

  /// As many zeros on every side.
  public init(all amount: Int) {
    self.init(top: amount, bottom: amount, left: amount, right: amount)
  }

  /// No padding.
  public static let none = Padding2D(all: 0)
}
