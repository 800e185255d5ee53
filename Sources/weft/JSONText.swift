import FoundationEssentials

/// Values as JSON text, keys sorted, slashes as they are.
enum JSONText {
  /// The JSON of a value, on one line.
  static func of(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
