/// What stands before the data of a GGUF file: its metadata and the table of its tensors, checked.
///
///     "GGUF", version (2 or 3), number of tensors, number of metadata values
///     metadata   key, type, value
///     tensors    name, number of axes, lengths from the innermost axis on, type, place in the data
///     data       begins, as each tensor does, at a multiple of `general.alignment` (32 without one)
///
/// All numbers are little endian. Reference: ggml-org/ggml:docs/gguf.md.
struct GGUFHeader {
  /// A tensor of the table.
  struct Entry {
    let name: String
    let element: GGUFElement
    /// Lengths of the axes, outermost first.
    let shape: [Int]
    /// Where its bytes lie in the file.
    let byteRange: Range<Int>
    /// Offset of its name in the file.
    let place: Int
  }

  /// What a file begins with.
  static let magic = Array("GGUF".utf8)

  /// The tensors, in the order of their data.
  let entries: [Entry]
  let metadata: [String: GGUFValue]

  /// Reads the table and checks that it describes a file of `bytes.count` bytes.
  ///
  /// - Throws: ``FormatError`` at the first departure from the format.
  init(_ bytes: UnsafeRawBufferPointer, file: String) throws(FormatError) {
    var scanner = GGUFScanner(bytes, file: file)
    guard bytes.starts(with: Self.magic) else {
      throw scanner.error("'GGUF' at the start of a GGUF file", "other bytes", at: 0)
    }
    scanner.skip(Self.magic.count)
    try Self.checkVersion(&scanner)
    // A tensor takes at least 24 bytes of the table, a metadata value 13.
    let tensorCount = try scanner.count(of: "tensors", eachAtLeast: 24)
    let valueCount = try scanner.count(of: "metadata values", eachAtLeast: 13)
    var metadata: [String: GGUFValue] = [:]
    for _ in 0..<valueCount {
      let place = scanner.position
      let key = try scanner.text("a key")
      guard metadata.updateValue(try scanner.value(of: key), forKey: key) == nil else {
        throw scanner.error("each key once", "'\(key)' again", at: place)
      }
    }
    let drafts = try Self.table(&scanner, count: tensorCount)
    let alignment = try Self.alignment(metadata, scanner)
    let dataStart = (scanner.position + alignment - 1) / alignment * alignment
    self.metadata = metadata
    entries = try Self.placed(
      drafts, alignment: alignment, dataStart: dataStart, end: bytes.count, metadata, scanner)
  }

  private static func checkVersion(_ scanner: inout GGUFScanner) throws(FormatError) {
    let place = scanner.position
    let version = try scanner.number(UInt32.self, "a version")
    guard version == 2 || version == 3 else {
      let isSwapped = version.byteSwapped == 2 || version.byteSwapped == 3
      throw scanner.error(
        "version 2 or 3, little endian",
        isSwapped ? "version \(version.byteSwapped), big endian" : "version \(version)", at: place)
    }
  }

  private static func alignment(
    _ metadata: [String: GGUFValue], _ scanner: GGUFScanner
  ) throws(FormatError) -> Int {
    guard let value = metadata["general.alignment"] else { return 32 }
    guard let alignment = value.integer, (1...1 << 30).contains(alignment),
      alignment.nonzeroBitCount == 1
    else {
      throw scanner.error(
        "a power of two in 'general.alignment'", value.description, at: scanner.position)
    }
    return alignment
  }

  /// A line of the table: what is known before the data's place is.
  private struct Draft {
    let name: String
    let place: Int
    let shape: [Int]
    let element: GGUFElement
    let offset: UInt64
  }

  private static func table(
    _ scanner: inout GGUFScanner, count: Int
  ) throws(FormatError) -> [Draft] {
    var drafts: [Draft] = []
    var names: Set<String> = []
    for _ in 0..<count {
      let place = scanner.position
      let name = try scanner.text("the name of a tensor")
      guard names.insert(name).inserted else {
        throw scanner.error("each name once", "'\(name)' again", at: place)
      }
      let rank = try scanner.number(UInt32.self, "the number of axes of '\(name)'")
      guard rank <= 4 else {
        throw scanner.error("at most 4 axes of '\(name)'", "\(rank)", at: place)
      }
      var shape: [Int] = []
      for _ in 0..<rank {
        let length = try scanner.number(UInt64.self, "a length of '\(name)'")
        guard let length = Int(exactly: length) else {
          throw scanner.error("lengths of 63 bits of '\(name)'", "\(length)", at: place)
        }
        shape.insert(length, at: 0)
      }
      let typePlace = scanner.position
      let number = try scanner.number(UInt32.self, "the type of '\(name)'")
      guard let element = GGUFElement(rawValue: number) else {
        throw scanner.error("a tensor type of GGUF for '\(name)'", "type \(number)", at: typePlace)
      }
      let offset = try scanner.number(UInt64.self, "the place of '\(name)'")
      drafts.append(
        Draft(name: name, place: place, shape: shape, element: element, offset: offset))
    }
    return drafts
  }

  /// The tensors with the place of each in the file.
  private static func placed(
    _ drafts: [Draft], alignment: Int, dataStart: Int, end: Int,
    _ metadata: [String: GGUFValue], _ scanner: GGUFScanner
  ) throws(FormatError) -> [Entry] {
    var entries: [Entry] = []
    for draft in drafts {
      let size = try byteCount(of: draft, scanner)
      guard draft.offset.isMultiple(of: UInt64(alignment)) else {
        throw scanner.error(
          "'\(draft.name)' to begin at a multiple of \(alignment)", "data byte \(draft.offset)",
          at: draft.place)
      }
      let dataCount = max(0, end - dataStart)
      guard size <= dataCount, draft.offset <= UInt64(dataCount - size) else {
        throw scanner.error(
          "the \(size) bytes of '\(draft.name)' inside the file",
          "\(dataCount) bytes of data and its place at \(draft.offset)",
          at: draft.place)
      }
      let start = dataStart + Int(draft.offset)
      entries.append(
        Entry(
          name: draft.name, element: draft.element,
          shape: try originalShape(of: draft, metadata, scanner),
          byteRange: start..<start + size, place: draft.place))
    }
    entries.sort {
      ($0.byteRange.lowerBound, $0.byteRange.upperBound, $0.place)
        < ($1.byteRange.lowerBound, $1.byteRange.upperBound, $1.place)
    }
    for (entry, next) in zip(entries, entries.dropFirst())
    where next.byteRange.lowerBound < entry.byteRange.upperBound {
      throw scanner.error(
        "'\(next.name)' to begin after '\(entry.name)'", "an overlap", at: next.place)
    }
    return entries
  }

  /// The bytes that a tensor fills.
  private static func byteCount(
    of draft: Draft, _ scanner: GGUFScanner
  ) throws(FormatError) -> Int {
    let block = draft.element.block
    let columns = draft.shape.last ?? 1
    guard columns.isMultiple(of: block.count) else {
      throw scanner.error(
        "rows of whole blocks of \(block.count) in \(draft.element.name) '\(draft.name)'",
        "rows of \(columns)", at: draft.place)
    }
    guard let byteCount = product(draft.shape + [block.byteCount]) else {
      throw scanner.error(
        "a size of 63 bits of '\(draft.name)'", "shape \(draft.shape)", at: draft.place)
    }
    return byteCount / block.count
  }

  /// The shape that a tensor had before it was made two axes for packing, if the metadata tells it.
  ///
  /// Reference: city96/ComfyUI-GGUF:loader.py, `get_orig_shape`.
  private static func originalShape(
    of draft: Draft, _ metadata: [String: GGUFValue], _ scanner: GGUFScanner
  ) throws(FormatError) -> [Int] {
    let key = "comfy.gguf.orig_shape.\(draft.name)"
    guard let value = metadata[key] else { return draft.shape }
    guard case .array(_, let lengths?) = value, product(lengths) == product(draft.shape) else {
      throw scanner.error(
        "a shape of as many elements as \(draft.shape) in '\(key)'", value.description,
        at: draft.place)
    }
    return lengths
  }

  /// The product of lengths; nil if one is negative, or if those other than zero make more than 63
  /// bits.
  private static func product(_ lengths: [Int]) -> Int? {
    var product = 1
    for length in lengths where length != 0 {
      let (next, overflow) = product.multipliedReportingOverflow(by: length)
      guard length > 0, !overflow else { return nil }
      product = next
    }
    return lengths.contains(0) ? 0 : product
  }
}
