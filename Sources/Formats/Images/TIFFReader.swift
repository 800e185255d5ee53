/// Bounded reading of TIFF folders.
struct TIFFReader {
  struct Entry {
    let tag: Int
    let type: Int
    let count: Int
    /// Where the value lies, or the offset of it where it has more than four bytes.
    let valuePlace: Int
  }

  private let bytes: [UInt8]
  private let isBigEndian: Bool

  init?(_ bytes: [UInt8]) {
    guard bytes.count >= 8, bytes[0] == bytes[1], [0x49, 0x4D].contains(bytes[0]) else {
      return nil
    }
    self.bytes = bytes
    isBigEndian = bytes[0] == 0x4D
    guard integer(2, at: 2) == 42 else { return nil }
  }

  /// An unsigned number of `count` bytes; nil where the block ends.
  func integer(_ count: Int, at place: Int) -> Int? {
    guard place >= 0, place <= bytes.count - count else { return nil }
    let field = bytes[place..<(place + count)]
    return (isBigEndian ? Array(field) : field.reversed()).reduce(0) { $0 << 8 | Int($1) }
  }

  /// The entries of the folder at an offset; those that lie in the block.
  func entries(at place: Int) -> [Entry] {
    guard let count = integer(2, at: place) else { return [] }
    return (0..<count).compactMap { index in
      let start = place + 2 + 12 * index
      guard let tag = integer(2, at: start), let type = integer(2, at: start + 2),
        let count = integer(4, at: start + 4)
      else { return nil }
      return Entry(tag: tag, type: type, count: count, valuePlace: start + 8)
    }
  }

  /// The bytes of an entry whose values are single bytes.
  func bytes(of entry: Entry) -> ArraySlice<UInt8>? {
    guard [1, 2, 7].contains(entry.type) else { return nil }
    let place = entry.count <= 4 ? entry.valuePlace : integer(4, at: entry.valuePlace)
    guard let place, entry.count <= bytes.count, place <= bytes.count - entry.count else {
      return nil
    }
    return bytes[place..<(place + entry.count)]
  }
}
