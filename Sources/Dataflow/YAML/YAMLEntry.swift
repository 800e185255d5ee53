/// A key and its value in a mapping.
public struct YAMLEntry: Sendable {
  /// The key.
  public let key: Marked<String>
  /// The value.
  public let value: YAMLNode

  /// An entry.
  public init(key: Marked<String>, value: YAMLNode) {
    self.key = key
    self.value = value
  }
}
