import CPictures

/// PNG files, through libpng.
///
/// Palettes, small grey depths and transparent colours are expanded, interlacing is undone; gamma
/// and colour profiles are left alone. Texts are read from tEXt, zTXt and iTXt chunks and written as
/// tEXt where Latin-1 says them, else as iTXt.
///
/// Reference: Portable Network Graphics, third edition, W3C; `PIL.Image.open` for what to expand.
enum PNGFile {
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  /// Deflate holds at most 258 bytes in two bits.
  private static let largestCompression = 1032

  /// Decodes a file.
  ///
  /// - Throws: ``FormatError`` if it is not sound or its picture is too large.
  static func picture(_ bytes: [UInt8], file: String) throws(FormatError) -> Picture {
    try checkChunks(bytes, file: file)
    return try bytes.withUnsafeBufferPointer { (buffer) throws(FormatError) in
      var fault = p_fault()
      guard let reader = p_png_open(buffer.baseAddress, buffer.count, &fault) else {
        throw FormatError(fault, file: file, expected: "a sound PNG file")
      }
      defer { p_png_close(reader) }
      let shape = p_png_shape_of(reader)
      let (width, height) = (Int(shape.width), Int(shape.height))
      try Picture.check(
        width: width, height: height,
        needed: Int(clamping: shape.raw_bits / UInt64(8 * largestCompression)),
        bytes: bytes.count, file: file)
      let count = width * height * Int(shape.channels)
      var isRead = false
      let samples: Picture.Samples
      if shape.bits == 16 {
        samples = .bits16(
          [UInt16](unsafeUninitializedCapacity: count) { target, initialized in
            isRead = p_png_read(reader, target.baseAddress, &fault) != 0
            initialized = isRead ? count : 0
          })
      } else {
        samples = .bits8(
          [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
            isRead = p_png_read(reader, target.baseAddress, &fault) != 0
            initialized = isRead ? count : 0
          })
      }
      guard isRead else {
        throw FormatError(fault, file: file, expected: "a sound PNG file")
      }
      var exifCount = 0
      let exif = UnsafeBufferPointer(start: p_png_exif(reader, &exifCount), count: exifCount)
      return Picture(
        width: width, height: height, channels: Int(shape.channels), samples: samples,
        texts: texts(reader)
      ).oriented(ExifBlock(Array(exif))?.orientation ?? .upright)
    }
  }

  /// Checks that chunks follow each other to IEND inside the file: libpng allocates what a chunk's
  /// length says before it reads the chunk.
  private static func checkChunks(_ bytes: [UInt8], file: String) throws(FormatError) {
    // Length, kind, data, checksum.
    let frame = 4 + 4 + 4
    var place = signature.count
    var kind = ""
    while kind != "IEND" {
      guard bytes.count - place >= frame else {
        throw FormatError(
          file: file, byte: bytes.count, expected: "chunks up to IEND", found: "the end of the file"
        )
      }
      let length = bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
      kind = String(decoding: bytes[(place + 4)..<(place + 8)], as: UTF8.self)
      guard length <= bytes.count - place - frame else {
        throw FormatError(
          file: file, byte: place, expected: "a chunk inside the file",
          found: "\(length) bytes of \(kind)")
      }
      place += frame + length
    }
  }

  private static func texts(_ reader: OpaquePointer) -> [Picture.Text] {
    (0..<p_png_text_count(reader)).map { index in
      let found = p_png_text_at(reader, index)
      let keyword = UnsafeRawBufferPointer(start: found.keyword, count: found.keyword_length)
      let bytes = UnsafeRawBufferPointer(start: found.text, count: found.length)
      return Picture.Text(
        PictureTextCoding.decode(keyword),
        PictureTextCoding.decode(bytes))
    }
  }

  /// Encodes a picture.
  ///
  /// - Throws: ``FormatError`` if a keyword is not one of PNG or a text has a NUL.
  static func bytes(_ picture: Picture, file: String) throws(FormatError) -> [UInt8] {
    var texts: [EncodedText] = []
    for text in picture.texts { texts.append(try EncodedText(text, file: file)) }
    var shape = p_png_shape()
    shape.width = UInt32(picture.width)
    shape.height = UInt32(picture.height)
    shape.channels = Int32(picture.channels)
    switch picture.samples {
    case .bits8(let samples):
      shape.bits = 8
      return try samples.withUnsafeBufferPointer { (buffer) throws(FormatError) in
        try encode(shape, UnsafeRawBufferPointer(buffer), texts, file: file)
      }
    case .bits16(let samples):
      shape.bits = 16
      return try samples.withUnsafeBufferPointer { (buffer) throws(FormatError) in
        try encode(shape, UnsafeRawBufferPointer(buffer), texts, file: file)
      }
    }
  }

  private static func encode(
    _ shape: p_png_shape, _ samples: UnsafeRawBufferPointer, _ texts: [EncodedText], file: String
  ) throws(FormatError) -> [UInt8] {
    // All keywords and texts in one block, each ended by NUL, for C to point into.
    var block: [UInt8] = []
    for text in texts { block += text.keyword + [0] + text.text + [0] }
    var encoded: UnsafeMutablePointer<UInt8>?
    var count = 0
    var fault = p_fault()
    var shape = shape
    let isWritten = block.withUnsafeBytes { block in
      var place = block.baseAddress?.assumingMemoryBound(to: CChar.self)
      let chunks = texts.map { text in
        let chunk = p_png_text(
          keyword: place, keyword_length: text.keyword.count,
          text: place?.advanced(by: text.keyword.count + 1), length: text.text.count,
          is_international: text.isInternational ? 1 : 0)
        place = place?.advanced(by: text.keyword.count + text.text.count + 2)
        return chunk
      }
      return p_png_write(
        &shape, samples.baseAddress, chunks, chunks.count, &encoded, &count, &fault) != 0
    }
    guard isWritten, let encoded else {
      throw FormatError(fault, file: file, expected: "a picture that PNG can hold")
    }
    defer { p_png_free(encoded) }
    return Array(UnsafeBufferPointer(start: encoded, count: count))
  }
}

/// A text chunk as PNG spells it.
private struct EncodedText {
  let keyword: [UInt8]
  let text: [UInt8]
  let isInternational: Bool

  init(_ text: Picture.Text, file: String) throws(FormatError) {
    guard let keyword = Self.keyword(text.keyword) else {
      throw FormatError(
        file: file, expected: "a PNG keyword of 1 to 79 printable Latin-1 characters",
        found: "'\(text.keyword)'")
    }
    guard !text.text.utf8.contains(0) else {
      throw FormatError(
        file: file, expected: "a text without NUL", found: "one in '\(text.keyword)'")
    }
    self.keyword = keyword
    let utf8 = Array(text.text.utf8)
    // Readers take a tEXt chunk for UTF-8 where they can, so Latin-1 must not look like it.
    if let latin1 = PictureTextCoding.latin1(text.text),
      PictureTextCoding.decode(latin1).utf8.elementsEqual(utf8)
    {
      self.text = latin1
      isInternational = false
    } else {
      self.text = utf8
      isInternational = true
    }
  }

  /// PNG §11.3.3.1: printable Latin-1, no space at either end, no two spaces together.
  private static func keyword(_ keyword: String) -> [UInt8]? {
    guard let bytes = PictureTextCoding.latin1(keyword), (1...79).contains(bytes.count),
      bytes.allSatisfy({ (0x20...0x7E).contains($0) || $0 >= 0xA1 }), bytes.first != 0x20,
      bytes.last != 0x20, !zip(bytes, bytes.dropFirst()).contains(where: { $0 == (0x20, 0x20) })
    else { return nil }
    return bytes
  }
}
