public import Dataflow

extension StorableValue {
  /// All that the value gives to be kept.
  public var storedBytes: [UInt8] {
    get throws {
      var bytes: [UInt8] = []
      try store { piece in piece.withUnsafeBytes { bytes.append(contentsOf: $0) } }
      return bytes
    }
  }

  /// The value, kept and read back.
  public var keptAndRead: Self {
    get throws { try Self(stored: StoredBytes(storedBytes)) }
  }
}
