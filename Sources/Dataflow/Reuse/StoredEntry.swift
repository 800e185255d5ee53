/// The results of one node as the bytes of a file: what a ``ValueStore`` keeps on disk.
///
///     magic     8 bytes, "WEFTVAL1"
///     digest    16 bytes: XXH3-128 of all that follows
///     kind      the name of the node's kind
///     seconds   what computing the results took, as the bits of a double
///     outputs   their number, then each: a plain value's text, a value's bytes, or a list
///
/// Numbers are 64 bits, little-endian; texts and bytes are preceded by their length.
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
    case bytes([UInt8])
    /// The elements of a list.
    case list([Output])
  }

  /// Why bytes are no entry, or an entry not of the types wanted.
  struct Damage: Error {}
}

// MARK: - Values

extension StoredEntry {
  /// The results of a node.
  ///
  /// - Throws: ``NotStorable`` if one of them cannot be written, or what writing it throws.
  init(kind: String, seconds: Double, values: [any GraphValue]) throws {
    self.kind = kind
    self.seconds = seconds
    outputs = try values.map { try Output($0) }
  }

  /// The results as values of the types of the outputs.
  ///
  /// - Throws: ``Damage``, or what is wrong with a value's bytes.
  func values(as types: [ValueType]) throws -> [any GraphValue] {
    guard types.count == outputs.count else { throw Damage() }
    return try zip(outputs, types).map { try $0.value(as: $1) }
  }
}

/// A value that cannot be written to disk: a model in memory, a number that is not finite.
struct NotStorable: Error {}

extension StoredEntry.Output {
  init(_ value: any GraphValue) throws {
    if let elements = value.elements {
      self = .list(try elements.map { try Self($0) })
    } else if let storable = value as? any StorableValue {
      self = .bytes(try storable.storedBytes())
    } else if type(of: value).isPlain, let text = value.literalText, value.isReadable {
      self = .text(text)
    } else {
      throw NotStorable()
    }
  }

  func value(as type: ValueType) throws -> any GraphValue {
    switch self {
    case .text(let text):
      return try type.type.init(literal: Literal(text, isQuoted: type.type == String.self))
    case .bytes(let bytes):
      guard let storable = type.type as? any StorableValue.Type else { throw StoredEntry.Damage() }
      return try storable.init(storedBytes: bytes)
    case .list(let elements):
      guard let element = type.element else { throw StoredEntry.Damage() }
      return element.list(of: try elements.map { try $0.value(as: element) })
    }
  }
}

extension GraphValue {
  /// Whether the text of the value gives the value back; that of a number not finite does not.
  fileprivate var isReadable: Bool { (self as? Double)?.isFinite ?? true }
}

extension ValueType {
  /// Whether values of the type can be kept on disk.
  var isStorable: Bool {
    element?.isStorable ?? (type.isPlain || type is any StorableValue.Type)
  }
}

// MARK: - Bytes

extension StoredEntry {
  private static let magic = Array("WEFTVAL1".utf8)
  private static let headerLength = 24

  /// The entry of the bytes of a file.
  ///
  /// - Throws: ``Damage`` if they are not, to the last bit, what ``bytes`` gave.
  init(bytes: [UInt8]) throws(Damage) {
    guard bytes.count > Self.headerLength, bytes.starts(with: Self.magic) else { throw Damage() }
    var reader = ByteReader(bytes[8...])
    let digest = Fingerprint(high: try reader.number(), low: try reader.number())
    guard Fingerprint(ofBytes: bytes[Self.headerLength...]) == digest else { throw Damage() }
    kind = try reader.text()
    seconds = Double(bitPattern: try reader.number())
    outputs = try reader.outputs(depth: 0)
    guard reader.isAtEnd else { throw Damage() }
  }

  /// The kind and the seconds, of the first bytes of a file, whose digest is not checked.
  static func head(of bytes: ArraySlice<UInt8>) -> (kind: String, seconds: Double)? {
    guard bytes.starts(with: magic) else { return nil }
    var reader = ByteReader(bytes.dropFirst(headerLength))
    guard let kind = try? reader.text(), let seconds = try? reader.number() else { return nil }
    return (kind, Double(bitPattern: seconds))
  }

  /// The entry as the bytes of a file.
  var bytes: [UInt8] {
    var body = ByteWriter()
    body.append(kind)
    body.append(seconds.bitPattern)
    body.append(outputs)
    var file = ByteWriter()
    let digest = Fingerprint(ofBytes: body.bytes[...])
    file.bytes.reserveCapacity(Self.headerLength + body.bytes.count)
    file.bytes += Self.magic
    file.append(digest.high)
    file.append(digest.low)
    file.bytes += body.bytes
    return file.bytes
  }
}

private struct ByteWriter {
  var bytes: [UInt8] = []

  mutating func append(_ number: UInt64) {
    bytes.append(littleEndian: number)
  }

  mutating func append(_ text: String) {
    append(UInt64(text.utf8.count))
    bytes += text.utf8
  }

  mutating func append(_ outputs: [StoredEntry.Output]) {
    append(UInt64(outputs.count))
    for output in outputs {
      switch output {
      case .text(let text):
        bytes.append(1)
        append(text)
      case .bytes(let content):
        bytes.append(2)
        append(UInt64(content.count))
        bytes += content
      case .list(let elements):
        bytes.append(3)
        append(elements)
      }
    }
  }
}

/// Reads what ``ByteWriter`` wrote; the digest has been checked, so damage is the exception, but no
/// length is believed.
private struct ByteReader {
  private static let depthLimit = 4
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) {
    rest = bytes
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
      case 2: outputs.append(.bytes(Array(try take(length()))))
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
    guard count <= rest.count else { throw StoredEntry.Damage() }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }
}
