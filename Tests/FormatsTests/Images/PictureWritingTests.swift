import Formats
import TestSupport
import Testing

@Suite struct PictureWritingTests {
  private func picture(channels: Int, bits: Int = 8) -> Picture {
    let count = 7 * 5 * channels
    return Picture(
      width: 7, height: 5, channels: channels,
      samples: bits == 8
        ? .bits8((0..<count).map { UInt8($0 * 37 % 256) })
        : .bits16((0..<count).map { UInt16($0 * 3779 % 65536) }))
  }

  @Test(arguments: 1...4, [8, 16])
  func `a PNG file holds the picture exactly`(channels: Int, bits: Int) throws {
    let written = picture(channels: channels, bits: bits)
    #expect(try Picture(written.png(), file: "PNG") == written)
  }

  @Test func `the same picture gives the same bytes`() throws {
    var picture = picture(channels: 3)
    picture.texts = [Picture.Text("prompt", "text")]
    #expect(try picture.png() == picture.png())
    #expect(try picture.jpeg() == picture.jpeg())
  }

  @Test func `texts travel in a PNG file`() throws {
    var written = picture(channels: 3)
    written.texts = [
      Picture.Text("prompt", "a plain text\nof two lines"), Picture.Text("latin", "café"),
      Picture.Text("like UTF-8", "\u{C3}\u{A9}"), Picture.Text("international", "日本語 🎨"),
      Picture.Text("empty", ""), Picture.Text("\u{E9}", "keyword of Latin-1"),
    ]
    #expect(try Picture(written.png(), file: "PNG").texts == written.texts)
  }

  @Test func `a text that Latin-1 says is a tEXt chunk, another an iTXt chunk`() throws {
    var written = picture(channels: 3)
    written.texts = [Picture.Text("a", "plain")]
    #expect(String(decoding: try written.png(), as: UTF8.self).contains("tEXta"))
    written.texts = [Picture.Text("a", "日本")]
    #expect(String(decoding: try written.png(), as: UTF8.self).contains("iTXta"))
  }

  @Test func `texts travel in a JPEG file`() throws {
    var written = picture(channels: 3)
    written.texts = [
      Picture.Text("Comment", "a comment: with a colon"), Picture.Text("prompt", "日本語"),
      Picture.Text("UserComment", "größe 🎨"),
    ]
    #expect(try Picture(written.jpeg(), file: "JPEG").texts == written.texts)
  }

  @Test func `a JPEG file is close to the picture`() throws {
    let samples: [UInt8] = (0..<3072).map { (index: Int) in UInt8(index / 96 * 7) }
    let written = Picture(width: 32, height: 32, channels: 3, samples: .bits8(samples))
    let read = try Picture(written.jpeg(quality: 95), file: "JPEG").in8Bits()
    let furthest = zip(samples, read).map { a, b in abs(Int(a) - Int(b)) }.max()
    #expect(furthest ?? 255 <= 4)
  }

  @Test(arguments: ["", " a", "a ", "a  b", "日本", String(repeating: "a", count: 80), "a\n"])
  func `a keyword that PNG does not allow is refused`(keyword: String) throws {
    var written = picture(channels: 3)
    written.texts = [Picture.Text(keyword, "text")]
    let error = #expect(throws: FormatError.self) { try written.png() }
    #expect(error?.expected == "a PNG keyword of 1 to 79 printable Latin-1 characters")
  }

  @Test func `a text that does not fit is refused`() throws {
    var written = picture(channels: 3)
    written.texts = [Picture.Text("a", "b\0c")]
    #expect(throws: FormatError.self) { try written.png() }
    written.texts = [Picture.Text("prompt", String(repeating: "a", count: 65527))]
    let error = #expect(throws: FormatError.self) { try written.jpeg() }
    #expect(
      error?.description
        == "JPEG: expected at most 65533 bytes for a text in a JPEG file, found 65534 for 'prompt'")
  }

  @Test func `the name of the file chooses the format`() throws {
    let folder = try TemporaryFolder()
    let written = picture(channels: 3)
    try written.write(to: folder.file("a.PNG"))
    #expect(try Picture.read(folder.file("a.PNG")) == written)
    try written.write(to: folder.file("a.jpeg"))
    #expect(try Picture.read(folder.file("a.jpeg")).width == 7)
    #expect(throws: FormatError.self) { try written.write(to: folder.file("a.gif")) }
    #expect(try folder.names() == ["a.PNG", "a.jpeg"])
  }
}
