/// A scalar as its author wrote it, before a type has read it.
public struct Literal: Sendable, Hashable {
  /// The characters of the scalar, without quotes and with escapes replaced.
  public let text: String

  /// Whether the scalar is in quotes or a block, so that it can only be meant as text.
  public let isQuoted: Bool

  /// A scalar.
  public init(_ text: String, isQuoted: Bool = false) {
    self.text = text
    self.isQuoted = isQuoted
  }
}
