/// A value that nodes make and that can be kept on disk as bytes.
///
/// Plain values (texts, numbers) and lists of what can be kept need no conformance.
public protocol StorableValue: GraphValue {
  /// The value of bytes that ``storedBytes()`` gave.
  ///
  /// - Throws: Whatever is wrong with the bytes.
  init(storedBytes: [UInt8]) throws

  /// The value as bytes that give back every bit of it, also to another version of the program.
  ///
  /// - Throws: Whatever keeps the value from being written.
  func storedBytes() throws -> [UInt8]
}
