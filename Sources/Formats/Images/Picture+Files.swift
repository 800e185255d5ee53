extension Picture {
  /// Largest file that ``read(_:)`` reads, in bytes.
  public static let maximumFileSize = 1 << 30

  /// Reads a PNG or JPEG file.
  ///
  /// The format is known by the first bytes, not by the name. An EXIF orientation is applied, colour
  /// profiles and gamma are not, as Pillow and the tools built on it have it.
  ///
  /// - Throws: ``FormatError`` if the file cannot be read, is neither, is not sound, or has more than
  ///   ``maximumPixelCount`` pixels.
  public static func read(_ path: String) throws(FormatError) -> Picture {
    try Picture(FileBytes.read(path, limit: maximumFileSize), file: path)
  }

  /// Decodes the bytes of a PNG or JPEG file.
  ///
  /// - Throws: ``FormatError`` as ``read(_:)`` does.
  public init(_ bytes: [UInt8], file: String) throws(FormatError) {
    if bytes.starts(with: PNGFile.signature) {
      self = try PNGFile.picture(bytes, file: file)
    } else if bytes.starts(with: JPEGFile.signature) {
      self = try JPEGFile.picture(bytes, file: file)
    } else {
      let first = bytes.prefix(4).map { String($0, radix: 16) }.joined(separator: " ")
      throw FormatError(
        file: file, byte: 0, expected: "a PNG or JPEG picture",
        found: bytes.isEmpty ? "an empty file" : "bytes \(first)")
    }
  }

  /// Writes a file in the format that its name ends with: `.png`, `.jpg` or `.jpeg`.
  ///
  /// - Parameters:
  ///   - path: The file, written beside and renamed.
  ///   - quality: Quality of a JPEG, 1 to 100.
  /// - Throws: ``FormatError`` if the name ends with something else, the file cannot be written, or
  ///   a text does not fit the format.
  public func write(to path: String, quality: Int = 95) throws(FormatError) {
    let name = path.lowercased()
    let bytes: [UInt8]
    if name.hasSuffix(".png") {
      bytes = try PNGFile.bytes(self, file: path)
    } else if name.hasSuffix(".jpg") || name.hasSuffix(".jpeg") {
      bytes = try JPEGFile.bytes(self, quality: quality, file: path)
    } else {
      throw FormatError(
        file: path, expected: "a name that ends with .png, .jpg or .jpeg", found: "another")
    }
    let file = try FileReplacement(of: path)
    try file.write(bytes)
    try file.commit()
  }

  /// The picture as a PNG file: the same picture gives the same bytes.
  ///
  /// - Throws: ``FormatError`` if a text does not fit the format.
  public func png() throws(FormatError) -> [UInt8] { try PNGFile.bytes(self, file: "PNG") }

  /// The picture as a JPEG file: the same picture gives the same bytes.
  ///
  /// - Throws: ``FormatError`` if a text does not fit the format.
  public func jpeg(quality: Int = 95) throws(FormatError) -> [UInt8] {
    try JPEGFile.bytes(self, quality: quality, file: "JPEG")
  }

  /// Checks a size read from a header before anything is allocated for it.
  ///
  /// - Parameters:
  ///   - width: Width in pixels.
  ///   - height: Height in pixels.
  ///   - needed: The fewest bytes in which the format can hold such a picture.
  ///   - bytes: Size of the file.
  ///   - file: Path of the file.
  /// - Throws: ``FormatError`` if there are too many pixels, or more than the file can hold.
  static func check(
    width: Int, height: Int, needed: Int, bytes: Int, file: String
  ) throws(FormatError) {
    guard width > 0, height > 0, width <= maximumPixelCount / height else {
      throw FormatError(
        file: file, expected: "a picture of at most \(maximumPixelCount) pixels",
        found: "\(width) × \(height)")
    }
    guard needed <= bytes else {
      throw FormatError(
        file: file, byte: bytes,
        expected: "at least \(needed) bytes for \(width) × \(height) pixels",
        found: "the end of the file")
    }
  }
}
