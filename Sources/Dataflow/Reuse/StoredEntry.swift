/// The results of one node as a file: what a ``ValueStore`` keeps on disk.
///
///     magic     8 bytes, "WEFTVAL2"
///     digest    16 bytes: XXH3-128 of all that follows
///     kind      the name of the node's kind
///     seconds   what computing the results took, as the bits of a double
///     values    the bytes of values, each from a multiple of 64 on
///     outputs   their number, then each: a plain value's text, the place and length of a value's
///               bytes, or a list
///     place     where the outputs are told
///
/// Numbers are 64 bits, little-endian; texts are preceded by their length. Values come before what is
/// told of them, so that they can be written without knowing how long they will be, and lie so
/// that tensors can be used in the mapped file. `StoredEntry+Writing` writes it.
struct StoredEntry: Sendable {
  /// The name of the kind of node.
  let kind: String
  /// What computing the results took.
  let seconds: Double
  /// One for each output of the kind, in the order of declaration.
  let outputs: [Output]

  /// One result.
  indirect enum Output: Sendable {
    /// The text of a plain value.
    case text(String)
    /// The bytes of a ``StorableValue``.
    case bytes(StoredBytes)
    /// The elements of a list.
    case list([Output])
  }

  /// Why bytes are no entry, or an entry not of the types wanted.
  struct Damage: Error {}

  static let magic = Array("WEFTVAL2".utf8)
  /// The bytes before those that the digest is of.
  static let headLength = 24
  /// What the places of values are multiples of, in bytes.
  static let alignment = 64
}

// MARK: - Values

extension StoredEntry {
  /// The results as values of the types of the outputs.
  ///
  /// - Throws: ``Damage``, or what is wrong with a value's bytes.
  func values(as types: [ValueType]) throws -> [any GraphValue] {
    guard types.count == outputs.count else { throw Damage() }
    return try zip(outputs, types).map { try $0.value(as: $1) }
  }
}

extension StoredEntry.Output {
  func value(as type: ValueType) throws -> any GraphValue {
    switch self {
    case .text(let text):
      return try type.type.init(literal: Literal(text, isQuoted: type.type == String.self))
    case .bytes(let bytes):
      guard let storable = type.type as? any StorableValue.Type else { throw StoredEntry.Damage() }
      return try storable.init(stored: bytes)
    case .list(let elements):
      guard let element = type.element else { throw StoredEntry.Damage() }
      return element.list(of: try elements.map { try $0.value(as: element) })
    }
  }
}

extension ValueType {
  /// Whether values of the type can be kept on disk.
  var isStorable: Bool {
    element?.isStorable ?? (type.isPlain || type is any StorableValue.Type)
  }
}

// MARK: - Reading

extension StoredEntry {
  /// The entry of the bytes of a file.
  ///
  /// - Throws: ``Damage`` if they are not, to the last bit, what was written.
  init(_ file: StoredBytes) throws(Damage) {
    let digest = file.withBytes { span in
      span.withUnsafeBytes { bytes in
        bytes.count < Self.headLength
          ? nil : Fingerprint(of: UnsafeRawBufferPointer(rebasing: bytes[Self.headLength...]))
      }
    }
    guard let digest else { throw Damage() }
    try self.init(file, digest: digest)
  }

  /// The entry of the bytes of a file.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - digest: The digest of what follows the head; nil if the file's own is to be believed.
  /// - Throws: ``Damage`` if the digest is another, or the form is wrong.
  init(_ file: StoredBytes, digest: Fingerprint?) throws(Damage) {
    guard let head = file.part(at: 0, count: Self.headLength)?.array, head.starts(with: Self.magic)
    else { throw Damage() }
    var reader = ByteReader(head.dropFirst(Self.magic.count), of: file)
    let written = Fingerprint(high: try reader.number(), low: try reader.number())
    guard digest == nil || digest == written else { throw Damage() }
    let body = file.part(at: Self.headLength, count: min(file.count - Self.headLength, 512))
    guard let body, let (kind, seconds) = Self.start(of: body.array[...], of: file) else {
      throw Damage()
    }
    guard let end = file.part(at: file.count - 8, count: 8)?.array else { throw Damage() }
    reader = ByteReader(end[...], of: file)
    guard let place = Int(exactly: try reader.number()), place >= Self.headLength,
      let table = file.part(at: place, count: file.count - 8 - place)
    else { throw Damage() }
    reader = ByteReader(table.array[...], of: file)
    outputs = try reader.outputs(depth: 0)
    guard reader.isAtEnd else { throw Damage() }
    self.kind = kind
    self.seconds = seconds
  }

  /// The kind and the seconds, of the first bytes of a file, whose digest is not checked.
  static func head(of bytes: ArraySlice<UInt8>) -> (kind: String, seconds: Double)? {
    guard bytes.starts(with: magic) else { return nil }
    return start(of: bytes.dropFirst(headLength), of: StoredBytes([]))
  }

  private static func start(
    of bytes: ArraySlice<UInt8>, of file: StoredBytes
  ) -> (kind: String, seconds: Double)? {
    var reader = ByteReader(bytes, of: file)
    guard let kind = try? reader.text(), let seconds = try? reader.number() else { return nil }
    return (kind, Double(bitPattern: seconds))
  }
}

/// Reads what was written; the digest has been checked, so damage is the exception, but no length is
/// believed.
private struct ByteReader {
  private static let depthLimit = 4
  private var rest: ArraySlice<UInt8>
  private let file: StoredBytes

  init(_ bytes: ArraySlice<UInt8>, of file: StoredBytes) {
    rest = bytes
    self.file = file
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func number() throws(StoredEntry.Damage) -> UInt64 {
    try take(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  mutating func text() throws(StoredEntry.Damage) -> String {
    guard let text = String(validating: try take(length()), as: UTF8.self) else {
      throw StoredEntry.Damage()
    }
    return text
  }

  mutating func outputs(depth: Int) throws(StoredEntry.Damage) -> [StoredEntry.Output] {
    // Each output takes a byte at least.
    let count = try length()
    guard count <= rest.count, depth < Self.depthLimit else { throw StoredEntry.Damage() }
    var outputs: [StoredEntry.Output] = []
    outputs.reserveCapacity(count)
    for _ in 0..<count {
      switch try take(1).first {
      case 1: outputs.append(.text(try text()))
      case 2:
        let (place, count) = (try length(), try length())
        guard place.isMultiple(of: StoredEntry.alignment),
          let bytes = file.part(at: place, count: count)
        else { throw StoredEntry.Damage() }
        outputs.append(.bytes(bytes))
      case 3: outputs.append(.list(try self.outputs(depth: depth + 1)))
      default: throw StoredEntry.Damage()
      }
    }
    return outputs
  }

  private mutating func length() throws(StoredEntry.Damage) -> Int {
    guard let length = Int(exactly: try number()) else { throw StoredEntry.Damage() }
    return length
  }

  private mutating func take(_ count: Int) throws(StoredEntry.Damage) -> ArraySlice<UInt8> {
    guard count >= 0, count <= rest.count else { throw StoredEntry.Damage() }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }
}
