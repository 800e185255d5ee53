/// The table at the head of a safetensors file: its tensors and its metadata, checked.
///
///     8 bytes   length n of the header, little endian, at most 100 000 000
///     n bytes   JSON: {"name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}, …,
///               "__metadata__": {"key": "value", …}}
///     the rest  the data, which the tensors fill without gap or overlap
///
/// Reference: huggingface/safetensors:safetensors/src/tensor.rs, version 0.8.0.
struct SafetensorsHeader {
  /// A tensor of the table.
  struct Entry {
    let name: String
    let element: SafetensorsElement
    let shape: [Int]
    /// Where its bytes lie in the file.
    let byteRange: Range<Int>
    /// Offset of its name in the file.
    let place: Int
  }

  /// The longest header the format allows, in bytes.
  static let maximumLength = 100_000_000

  /// The tensors, in the order of their data.
  let entries: [Entry]
  let metadata: [String: String]

  /// Reads the table and checks that it describes a file of `bytes.count` bytes.
  ///
  /// - Throws: ``FormatError`` at the first departure from the format.
  init(_ bytes: UnsafeRawBufferPointer, file: String) throws(FormatError) {
    func error(_ byte: Int, _ expected: String, _ found: String) -> FormatError {
      FormatError(file: file, byte: byte, expected: expected, found: found)
    }
    guard bytes.count >= 8 else {
      throw error(0, "a safetensors header of at least 8 bytes", "\(bytes.count) bytes")
    }
    let length = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
    guard length <= UInt64(Self.maximumLength) else {
      throw error(0, "a header of at most \(Self.maximumLength) bytes", "length \(length)")
    }
    let dataStart = 8 + Int(length)
    guard dataStart <= bytes.count else {
      throw error(0, "a header inside the \(bytes.count) bytes of the file", "length \(length)")
    }
    var scanner = JSONScanner(Array(bytes[8..<dataStart]), file: file, origin: 8)
    var metadata: [String: String] = [:]
    var entries: [Entry] = []
    try scanner.object { (scanner, key, place) throws(FormatError) in
      if key == "__metadata__" {
        metadata = try Self.metadata(&scanner)
      } else {
        entries.append(try Self.entry(&scanner, name: key, place: place, dataStart: dataStart))
      }
    }
    try scanner.end()
    entries.sort {
      ($0.byteRange.lowerBound, $0.byteRange.upperBound, $0.place)
        < ($1.byteRange.lowerBound, $1.byteRange.upperBound, $1.place)
    }
    var end = dataStart
    for entry in entries {
      guard entry.byteRange.lowerBound == end else {
        throw error(
          entry.place, "'\(entry.name)' to begin at data byte \(end - dataStart)",
          "\(entry.byteRange.lowerBound - dataStart)")
      }
      end = entry.byteRange.upperBound
    }
    guard end == bytes.count else {
      throw error(
        min(end, bytes.count), "\(end - dataStart) bytes of data", "\(bytes.count - dataStart)")
    }
    self.entries = entries
    self.metadata = metadata
  }

  private static func metadata(
    _ scanner: inout JSONScanner
  ) throws(FormatError) -> [String: String] {
    var metadata: [String: String] = [:]
    if scanner.consume("null") { return metadata }
    try scanner.object { (scanner, key, _) throws(FormatError) in
      metadata[key] = try scanner.string()
    }
    return metadata
  }

  private static func entry(
    _ scanner: inout JSONScanner, name: String, place: Int, dataStart: Int
  ) throws(FormatError) -> Entry {
    var element: SafetensorsElement?
    var shape: [Int]?
    var offsets: [Int]?
    try scanner.object { (scanner, key, _) throws(FormatError) in
      switch key {
      case "dtype": element = try Self.element(&scanner)
      case "shape": shape = try sizes(&scanner)
      case "data_offsets": offsets = try sizes(&scanner)
      default: try scanner.skip()
      }
    }
    guard let element, let shape, let offsets else {
      throw scanner.error("dtype, shape and data_offsets of '\(name)'", "fewer", at: place)
    }
    guard offsets.count == 2, offsets[0] <= offsets[1], offsets[1] <= Int.max - dataStart else {
      throw scanner.error("data_offsets [begin, end] of '\(name)'", "\(offsets)", at: place)
    }
    guard let byteCount = element.byteCount(of: shape), byteCount == offsets[1] - offsets[0] else {
      let wanted = element.byteCount(of: shape).map { "\($0) bytes" } ?? "a size in bytes"
      throw scanner.error(
        "\(wanted) for \(element.rawValue) \(shape) of '\(name)'",
        "\(offsets[1] - offsets[0])", at: place)
    }
    return Entry(
      name: name, element: element, shape: shape,
      byteRange: (dataStart + offsets[0])..<(dataStart + offsets[1]), place: place)
  }

  private static func element(
    _ scanner: inout JSONScanner
  ) throws(FormatError) -> SafetensorsElement {
    _ = scanner.peek()
    let place = scanner.position
    let name = try scanner.string()
    guard let element = SafetensorsElement(rawValue: name) else {
      throw scanner.error("an element type of safetensors", "'\(name)'", at: place)
    }
    return element
  }

  private static func sizes(_ scanner: inout JSONScanner) throws(FormatError) -> [Int] {
    var sizes: [Int] = []
    try scanner.array { (scanner) throws(FormatError) in
      _ = scanner.peek()
      let place = scanner.position
      let size = try scanner.integer()
      guard size >= 0 else { throw scanner.error("a size", "\(size)", at: place) }
      sizes.append(size)
    }
    return sizes
  }
}
