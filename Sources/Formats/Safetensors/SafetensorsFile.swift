public import Tensors

/// A safetensors file, mapped into memory: its header is read and checked, its data is not touched
/// before it is used.
///
/// ``SafetensorsShards`` reads a checkpoint of several files, ``SafetensorsFile/write(_:metadata:to:)``
/// writes one.
public struct SafetensorsFile: Sendable {
  /// Path of the file.
  public let path: String
  /// The tensors, by name.
  public let tensors: [String: StoredTensor]
  /// The names, in the order of the data.
  public let names: [String]
  /// The texts of the header's `__metadata__`.
  public let metadata: [String: String]

  /// Maps a file and checks its header.
  ///
  /// - Throws: ``FormatError`` if the file cannot be read or departs from the format in any way: a
  ///   header that is too long or not JSON, a repeated name, an unknown element type, a size that
  ///   does not fit the shape, gaps or overlaps between tensors, bytes missing or left over.
  public init(_ path: String) throws(FormatError) {
    try self.init(try Storage.mapped(file: path), named: path)
  }

  /// Reads a file that is in memory.
  ///
  /// - Parameters:
  ///   - bytes: The file, header and data.
  ///   - name: What errors call it.
  /// - Throws: ``FormatError`` as for a file on disk.
  public init(bytes: [UInt8], named name: String) throws(FormatError) {
    let storage = Storage(byteCount: bytes.count) { $0.copyBytes(from: bytes) }
    try self.init(storage, named: name)
  }

  /// Reads a file that is in storage, which its tensors then share.
  ///
  /// - Parameters:
  ///   - storage: The file, header and data.
  ///   - path: What errors call it.
  /// - Throws: ``FormatError`` as for a file on disk.
  public init(_ storage: Storage, named path: String) throws(FormatError) {
    let header = try storage.withUnsafeBytes { (bytes) throws(FormatError) in
      try SafetensorsHeader(bytes, file: path)
    }
    var tensors: [String: StoredTensor] = [:]
    for entry in header.entries {
      let stored = StoredTensor(
        name: entry.name, file: path, elementName: entry.element.rawValue,
        numbers: entry.element.numbers, shape: entry.shape,
        byteRange: entry.byteRange, storage: storage)
      // Names that differ in bytes may still be one name to Swift.
      guard tensors.updateValue(stored, forKey: entry.name) == nil else {
        throw FormatError(
          file: path, byte: entry.place, expected: "each name once",
          found: "'\(entry.name)' in two spellings")
      }
    }
    self.path = path
    self.tensors = tensors
    names = header.entries.map(\.name)
    metadata = header.metadata
  }

  /// The tensor of that name.
  ///
  /// - Throws: ``FormatError`` if there is none, or tensors have no elements of its type.
  public func tensor(_ name: String) throws(FormatError) -> Tensor {
    guard let stored = tensors[name] else {
      throw FormatError(file: path, expected: "a tensor '\(name)'", found: "none of that name")
    }
    return try stored.tensor()
  }
}
