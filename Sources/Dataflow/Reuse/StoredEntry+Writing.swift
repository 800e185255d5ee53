extension StoredEntry {
  /// Writes the results of a node to the cache, each value piece by piece: nothing of the size of a
  /// value is made for that.
  ///
  /// - Throws: ``NotStorable`` if a value cannot be written, what writing it throws, or
  ///   ``CacheFailure`` if the cache takes no more; nothing is left in the folder then.
  static func write(
    kind: String, seconds: Double, values: [any GraphValue], to cache: CacheFolder,
    _ room: CacheFolder.Room, _ fingerprint: Fingerprint
  ) throws {
    var writer = EntryWriter(file: try cache.part(room, fingerprint))
    try writer.begin(kind: kind, seconds: seconds)
    var outputs: [EntryWriter.Output] = []
    for value in values { outputs.append(try writer.write(value)) }
    try writer.end(outputs)
    try writer.commit()
  }
}

/// A value that cannot be written to disk: a model in memory, a number that is not finite.
struct NotStorable: Error {}

/// Writes an entry to a file, beginning to end, and digests it on the way.
private struct EntryWriter: ~Copyable {
  private var file: PartFile
  private var digest = StreamedDigest()
  /// What has not been written yet.
  private var rest: [UInt8] = []
  /// How many bytes have been given so far.
  private var count = 0

  /// What was written of one output.
  indirect enum Output {
    case text(String)
    case bytes(place: Int, count: Int)
    case list([Output])
  }

  /// What waits to be written with what follows, in bytes.
  private static let longestRest = 64 << 10
  /// What is written at once, in bytes; what was digested is then still in the processor's cache.
  private static let pieceLength = 1 << 20

  init(file: consuming PartFile) {
    self.file = file
  }

  mutating func begin(kind: String, seconds: Double) throws {
    rest = StoredEntry.magic + [UInt8](repeating: 0, count: 16)
    count = rest.count
    var start: [UInt8] = []
    start.append(kind)
    start.append(littleEndian: seconds.bitPattern)
    try append(start)
  }

  mutating func write(_ value: any GraphValue) throws -> Output {
    if let elements = value.elements {
      var outputs: [Output] = []
      outputs.reserveCapacity(elements.count)
      for element in elements { outputs.append(try write(element)) }
      return .list(outputs)
    }
    if let storable = value as? any StorableValue {
      try append([UInt8](repeating: 0, count: -count & (StoredEntry.alignment - 1)))
      let place = count
      try storable.store { try append($0) }
      return .bytes(place: place, count: count - place)
    }
    guard type(of: value).isPlain, let text = value.literalText, value.isReadable else {
      throw NotStorable()
    }
    return .text(text)
  }

  mutating func end(_ outputs: [Output]) throws {
    let place = count
    var table: [UInt8] = []
    table.append(outputs)
    table.append(littleEndian: UInt64(place))
    try append(table)
  }

  /// Writes what is left and the digest, and puts the file into its place.
  consuming func commit() throws(CacheFailure) {
    try flush()
    let fingerprint = digest.fingerprint
    var written: [UInt8] = []
    for half in [fingerprint.high, fingerprint.low] { written.append(littleEndian: half) }
    try file.overwrite(written.span.bytes, at: StoredEntry.magic.count)
    try file.commit()
  }

  private mutating func append(_ bytes: [UInt8]) throws {
    try append(bytes.span.bytes)
  }

  private mutating func append(_ bytes: RawSpan) throws(CacheFailure) {
    count += bytes.byteCount
    if rest.count + bytes.byteCount > Self.longestRest { try flush() }
    guard bytes.byteCount > Self.longestRest else {
      bytes.withUnsafeBytes { rest.append(contentsOf: $0) }
      return
    }
    for start in stride(from: 0, to: bytes.byteCount, by: Self.pieceLength) {
      let piece = bytes.extracting(start..<min(start + Self.pieceLength, bytes.byteCount))
      digest.append(piece)
      try file.append(piece)
    }
  }

  /// Digests and writes what waits.
  private mutating func flush() throws(CacheFailure) {
    let bytes = rest
    rest = []
    // The digest is not of the head.
    let start = file.count == 0 ? StoredEntry.headLength : 0
    digest.append(bytes.span.bytes.extracting(droppingFirst: start))
    try file.append(bytes.span.bytes)
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ text: String) {
    append(littleEndian: UInt64(text.utf8.count))
    self += text.utf8
  }

  fileprivate mutating func append(_ outputs: [EntryWriter.Output]) {
    append(littleEndian: UInt64(outputs.count))
    for output in outputs {
      switch output {
      case .text(let text):
        append(1)
        append(text)
      case .bytes(let place, let count):
        append(2)
        append(littleEndian: UInt64(place))
        append(littleEndian: UInt64(count))
      case .list(let elements):
        append(3)
        append(elements)
      }
    }
  }
}

extension GraphValue {
  /// Whether the text of the value gives the value back; that of a number not finite does not.
  fileprivate var isReadable: Bool { (self as? Double)?.isFinite ?? true }
}
