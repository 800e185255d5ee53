import CPictures

/// JPEG files, through libjpeg.
///
/// Grey and RGB come as they are; CMYK is taken for Adobe's inverted one and turned into RGB as
/// Pillow does. A text is a comment segment `keyword:text`; the keyword `Comment` is a comment
/// without a keyword, and `UserComment` lies in the EXIF block, where other tools keep theirs.
enum JPEGFile {
  static let signature: [UInt8] = [0xFF, 0xD8, 0xFF]
  private static let comment: Int32 = 0xFE
  private static let application1: Int32 = 0xE1
  /// A segment's length has 16 bits and counts its own two bytes.
  private static let longestSegment = 65533
  /// A component has at least one bit for 8 × 8 of its samples, and of the components one has the
  /// full width and one the full height, so that a byte holds no more than this many pixels.
  private static let mostPixelsPerByte = 1024

  /// Decodes a file.
  ///
  /// - Throws: ``FormatError`` if it is not sound or its picture is too large.
  static func picture(_ bytes: [UInt8], file: String) throws(FormatError) -> Picture {
    try bytes.withUnsafeBufferPointer { (buffer) throws(FormatError) in
      var fault = p_fault()
      guard let reader = p_jpeg_open(buffer.baseAddress, buffer.count, &fault) else {
        throw FormatError(fault, file: file, expected: "a sound JPEG file")
      }
      defer { p_jpeg_close(reader) }
      let shape = p_jpeg_shape_of(reader)
      let (width, height) = (Int(shape.width), Int(shape.height))
      try Picture.check(
        width: width, height: height, needed: width * height / mostPixelsPerByte,
        bytes: bytes.count, file: file)
      let count = width * height * Int(shape.channels)
      var isRead = false
      let samples = [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
        isRead = p_jpeg_read(reader, target.baseAddress, &fault) != 0
        initialized = isRead ? count : 0
      }
      guard isRead else {
        throw FormatError(fault, file: file, expected: "a sound JPEG file")
      }
      let (texts, exif) = segments(reader)
      return Picture(
        width: width, height: height, channels: min(Int(shape.channels), 3),
        samples: .bits8(shape.channels == 4 ? rgb(fromInvertedCMYK: samples) : samples),
        texts: texts
      ).oriented(exif?.orientation ?? .upright)
    }
  }

  private static func segments(_ reader: OpaquePointer) -> ([Picture.Text], ExifBlock?) {
    var texts: [Picture.Text] = []
    var exif: ExifBlock?
    for index in 0..<p_jpeg_segment_count(reader) {
      let segment = p_jpeg_segment_at(reader, index)
      let bytes = Array(UnsafeBufferPointer(start: segment.bytes, count: segment.count))
      if segment.code == comment {
        texts.append(text(ofComment: PictureTextCoding.decode(bytes)))
      } else if exif == nil, bytes.starts(with: ExifBlock.signature) {
        exif = ExifBlock(Array(bytes.dropFirst(ExifBlock.signature.count)))
      }
    }
    if let comment = exif?.userComment { texts.append(Picture.Text("UserComment", comment)) }
    return (texts, exif)
  }

  /// `keyword:text`, or a comment that has no keyword.
  private static func text(ofComment comment: String) -> Picture.Text {
    guard let colon = comment.firstIndex(of: ":"), colon != comment.startIndex,
      comment[..<colon].utf8.count <= 79,
      comment[..<colon].allSatisfy({
        $0.isASCII && ($0.isLetter || $0.isNumber || "_-.".contains($0))
      }),
      comment[colon...].dropFirst().first != " "
    else { return Picture.Text("Comment", comment) }
    return Picture.Text(String(comment[..<colon]), String(comment[colon...].dropFirst()))
  }

  /// RGB of inverted CMYK, in Pillow's arithmetic.
  ///
  ///     nk = 255 - k;  r = nk - c · nk / 255, and so for g and b
  ///
  /// Reference: python-pillow/Pillow:src/libImaging/Convert.c, `cmyk2rgb`, and
  /// src/PIL/JpegImagePlugin.py, where CMYK is read as `CMYK;I`.
  private static func rgb(fromInvertedCMYK samples: [UInt8]) -> [UInt8] {
    var rgb: [UInt8] = []
    rgb.reserveCapacity(samples.count / 4 * 3)
    for start in stride(from: 0, to: samples.count, by: 4) {
      let white = Int(samples[start + 3])
      for channel in 0..<3 {
        let product = (255 - Int(samples[start + channel])) * white + 128
        rgb.append(UInt8(clamping: white - (product >> 8 + product) >> 8))
      }
    }
    return rgb
  }

  /// Encodes a picture: alpha is dropped, 16 bits become 8.
  ///
  /// - Throws: ``FormatError`` if a text is too long for a segment.
  static func bytes(_ picture: Picture, quality: Int, file: String) throws(FormatError) -> [UInt8] {
    precondition((1...100).contains(quality), "JPEG quality \(quality)")
    guard max(picture.width, picture.height) <= 65500 else {
      throw FormatError(
        file: file, expected: "at most 65500 pixels a side",
        found: "\(picture.width) × \(picture.height)")
    }
    var segments: [(code: Int32, bytes: [UInt8])] = []
    for text in picture.texts {
      let segment = segment(text)
      guard segment.bytes.count <= longestSegment else {
        throw FormatError(
          file: file, expected: "at most \(longestSegment) bytes for a text in a JPEG file",
          found: "\(segment.bytes.count) for '\(text.keyword)'")
      }
      segments.append(segment)
    }
    let flat = picture.withoutAlpha().in8Bits()
    var shape = p_jpeg_shape(
      width: UInt32(picture.width), height: UInt32(picture.height),
      channels: picture.channels < 3 ? 1 : 3)
    let block = segments.flatMap(\.bytes)
    var encoded: UnsafeMutablePointer<UInt8>?
    var count = 0
    var fault = p_fault()
    let isWritten = block.withUnsafeBufferPointer { block in
      var place = block.baseAddress
      let pointers = segments.map { segment in
        let pointer = p_jpeg_segment(code: segment.code, bytes: place, count: segment.bytes.count)
        place = place?.advanced(by: segment.bytes.count)
        return pointer
      }
      return p_jpeg_write(
        &shape, flat, Int32(quality), pointers, pointers.count, &encoded, &count, &fault) != 0
    }
    guard isWritten, let encoded else {
      throw FormatError(fault, file: file, expected: "a picture that JPEG can hold")
    }
    defer { p_jpeg_free(encoded) }
    return Array(UnsafeBufferPointer(start: encoded, count: count))
  }

  private static func segment(_ text: Picture.Text) -> (code: Int32, bytes: [UInt8]) {
    switch text.keyword {
    case "Comment": (comment, Array(text.text.utf8))
    case "UserComment":
      (application1, ExifBlock.signature + ExifBlock.bytes(userComment: text.text))
    default: (comment, Array("\(text.keyword):\(text.text)".utf8))
    }
  }
}
