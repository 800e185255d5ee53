/// What Weft reads of a picture's EXIF block: how to turn it, and the user's comment.
///
/// A block that departs from the format says nothing: a picture is not refused for it, as in Pillow.
///
/// Reference: Exif 2.32 §4.6 (TIFF structure, tags 0x0112, 0x8769, 0x9286).
struct ExifBlock {
  /// What precedes the block in a JPEG segment.
  static let signature: [UInt8] = [0x45, 0x78, 0x69, 0x66, 0, 0]

  private(set) var orientation: Orientation?
  private(set) var userComment: String?

  private enum Tag {
    static let orientation = 0x0112
    static let exifFolder = 0x8769
    static let userComment = 0x9286
  }

  /// Reads a block without its signature; nil if it is none.
  init?(_ bytes: [UInt8]) {
    guard let reader = TIFFReader(bytes), let first = reader.integer(4, at: 4) else { return nil }
    for entry in reader.entries(at: first) {
      if entry.tag == Tag.orientation, entry.type == 3, entry.count == 1 {
        orientation = reader.integer(2, at: entry.valuePlace).flatMap(Orientation.init)
      } else if entry.tag == Tag.exifFolder, let place = reader.integer(4, at: entry.valuePlace) {
        userComment =
          reader.entries(at: place).first { $0.tag == Tag.userComment }
          .flatMap { reader.bytes(of: $0) }.flatMap(Self.text)
      }
    }
  }

  /// The text of a user comment after the eight bytes that name its encoding.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
    guard bytes.count > 8 else { return nil }
    let coded = bytes.dropFirst(8)
    guard bytes.starts(with: Array("UNICODE".utf8)) else {
      return PictureTextCoding.decode(coded)
    }
    // Writers use either byte order, whatever that of the block: ASCII shows which.
    let pairs = stride(from: coded.startIndex, to: coded.endIndex - 1, by: 2)
    let high = pairs.count { coded[$0] == 0 }
    let low = pairs.count { coded[$0 + 1] == 0 }
    let units = pairs.map { index in
      let (a, b) = (UInt16(coded[index]), UInt16(coded[index + 1]))
      return high >= low ? a << 8 | b : b << 8 | a
    }
    return String(decoding: units, as: UTF16.self)
  }

  /// A block, without signature, that holds one user comment in big-endian UTF-16.
  static func bytes(userComment: String) -> [UInt8] {
    func big(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    let text = Array("UNICODE\0".utf8) + userComment.utf16.flatMap { big(Int($0), 2) }
    let headerSize = 8
    // A folder of one entry: its count, the entry, and no further folder.
    let folderSize = 2 + 12 + 4
    let header = Array("MM".utf8) + big(42, 2) + big(headerSize, 4)
    let first =
      big(1, 2) + big(Tag.exifFolder, 2) + big(4, 2) + big(1, 4) + big(headerSize + folderSize, 4)
      + big(0, 4)
    let second =
      big(1, 2) + big(Tag.userComment, 2) + big(7, 2) + big(text.count, 4)
      + big(headerSize + 2 * folderSize, 4) + big(0, 4)
    return header + first + second + text
  }
}

/// Bounded reading of TIFF folders.
private struct TIFFReader {
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
