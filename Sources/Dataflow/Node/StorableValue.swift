/// A value that nodes make and that can be kept on disk as bytes.
///
/// Plain values (texts, numbers) and lists of what can be kept need no conformance.
public protocol StorableValue: GraphValue {
  /// The value of bytes that ``store(in:)`` gave.
  ///
  /// A large value is made of the bytes where they are, which keeps their owner and copies nothing.
  ///
  /// - Throws: Whatever is wrong with the bytes.
  init(stored: StoredBytes) throws

  /// Gives the bytes, in any number of pieces, that give back every bit of the value, also to another
  /// version of the program.
  ///
  /// - Parameter write: Takes the next piece; what it throws ends the writing.
  /// - Throws: Whatever keeps the value from being written, or what `write` throws.
  func store(in write: (RawSpan) throws -> Void) throws
}
