public import Tensors

/// A GGUF file, mapped into memory: its header is read and checked, its data is not touched before it
/// is used.
public struct GGUFFile: Sendable {
  /// Path of the file.
  public let path: String
  /// The tensors, by name; shapes are outermost first, as everywhere else.
  public let tensors: [String: StoredTensor]
  /// The names, in the order of the data.
  public let names: [String]
  /// The metadata, by key.
  public let metadata: [String: GGUFValue]

  /// Maps a file and checks its header.
  ///
  /// - Throws: ``FormatError`` if the file cannot be read or departs from the format: another version,
  ///   a count or length that the file is too short for, an unknown type, rows that are not whole
  ///   blocks, data that is not aligned, overlaps or leaves the file.
  public init(_ path: String) throws(FormatError) {
    try self.init(try Storage.mapped(file: path), path: path)
  }

  /// Reads a file that is in memory.
  ///
  /// - Parameters:
  ///   - bytes: The file, header and data.
  ///   - name: What errors call it.
  /// - Throws: ``FormatError`` as for a file on disk.
  public init(bytes: [UInt8], named name: String) throws(FormatError) {
    try self.init(Storage(byteCount: bytes.count) { $0.copyBytes(from: bytes) }, path: name)
  }

  private init(_ storage: Storage, path: String) throws(FormatError) {
    let header = try storage.withUnsafeBytes { (bytes) throws(FormatError) in
      try GGUFHeader(bytes, file: path)
    }
    let tensors = header.entries.map { entry in
      let numbers: StoredTensor.Numbers =
        switch entry.element.reading {
        case .elements(let type): .elements(type)
        case .blocks(let format): .blocks(format)
        case .unknown: .unknown
        }
      return StoredTensor(
        name: entry.name, file: path, elementName: entry.element.name, numbers: numbers,
        shape: entry.shape, byteRange: entry.byteRange, storage: storage)
    }
    self.path = path
    self.tensors = Dictionary(uniqueKeysWithValues: tensors.map { ($0.name, $0) })
    names = header.entries.map(\.name)
    metadata = header.metadata
  }

  /// Whether a file begins as GGUF files do, whatever its name.
  ///
  /// - Throws: ``FormatError`` if it cannot be read.
  public static func recognizes(_ path: String) throws(FormatError) -> Bool {
    try FileBytes.start(of: path, count: GGUFHeader.magic.count) == GGUFHeader.magic
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
