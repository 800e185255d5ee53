/// A configuration that no network can be made from.
public struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Path of the configuration file.
  public let file: String
  /// The entry at fault.
  public let key: String
  /// What the entry has to be.
  public let expected: String
  /// What the file holds.
  public let found: String

  /// Describes a fault in an entry.
  public init(file: String, key: String, expected: String, found: String) {
    self.file = file
    self.key = key
    self.expected = expected
    self.found = found
  }

  /// File, entry, expected, found, in one clause.
  public var description: String {
    "\(file): expected '\(key)' to be \(expected), found \(found)"
  }
}
