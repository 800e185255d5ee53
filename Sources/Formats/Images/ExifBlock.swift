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
