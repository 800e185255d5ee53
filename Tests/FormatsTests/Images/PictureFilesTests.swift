import Formats
import Tensors
import TestSupport
import Testing

@Suite struct PictureFilesTests {
  static let names = [
    "l8.png", "la8.png", "rgb8.png", "rgba8.png", "grey1.png", "grey2.png", "grey4.png",
    "palette1.png", "palette2.png", "palette4.png", "palette8-transparent.png",
    "rgb8-transparent.png", "grey8-transparent.png", "rgb8-interlaced.png",
    "grey2-interlaced.png", "rgb8-gamma.png", "channels1-16.png", "channels2-16.png",
    "channels3-16.png", "channels4-16.png", "orientation6.png", "texts.png", "rgb.jpg",
    "rgb444.jpg", "rgb422.jpg", "progressive.jpg", "grey.jpg", "cmyk.jpg", "orientation1.jpg",
    "orientation2.jpg", "orientation3.jpg", "orientation4.jpg", "orientation5.jpg",
    "orientation6.jpg", "orientation7.jpg", "orientation8.jpg", "comment.jpg",
  ]

  private func fixture(_ name: String) throws -> Picture {
    try Picture(Fixture.bytes("Images", name), file: name)
  }

  @Test(arguments: names) func `a picture is what Pillow reads`(name: String) throws {
    let expected = try Fixture("Images", "pixels").file.tensor(name)
    let picture = try fixture(name)
    #expect([picture.height, picture.width, picture.channels] == expected.shape)
    switch picture.samples {
    case .bits8(let samples): #expect(samples.map(Int64.init) == expected.int64s())
    case .bits16(let samples): #expect(samples.map(Int64.init) == expected.int64s())
    }
  }

  @Test func `texts of every kind of chunk are read`() throws {
    #expect(
      try fixture("texts.png").texts == [
        Picture.Text("plain", "a text"), Picture.Text("latin", "café"),
        Picture.Text("compressed", String(repeating: "long ", count: 50)),
        Picture.Text("international", "日本語 🎨"),
        Picture.Text("international-compressed", String(repeating: "é", count: 99)),
      ])
  }

  @Test func `comments of a JPEG file are read`() throws {
    #expect(try fixture("progressive.jpg").texts == [Picture.Text("Comment", "a comment")])
    #expect(
      try fixture("comment.jpg").texts == [
        Picture.Text("workflow", "{\"a\": 1}"), Picture.Text("UserComment", "größe 日本"),
      ])
  }

  @Test func `a file of another kind is named by its first bytes`() {
    #expect(
      message { try Picture(Array("GIF89a".utf8), file: "a.png") }
        == "a.png, byte 0: expected a PNG or JPEG picture, found bytes 47 49 46 38")
    #expect(
      message { try Picture([], file: "a.png") }
        == "a.png, byte 0: expected a PNG or JPEG picture, found an empty file")
  }

  @Test func `a truncated file is an error with its place`() throws {
    let png = try Fixture.bytes("Images", "rgb8.png")
    #expect(
      message { try Picture(Array(png.prefix(100)), file: "a.png") }
        == "a.png, byte 33: expected a chunk inside the file, found 113 bytes of IDAT")
    #expect(
      message { try Picture(Array(png.prefix(160)), file: "a.png") }
        == "a.png, byte 160: expected chunks up to IEND, found the end of the file")
    let jpeg = try Fixture.bytes("Images", "rgb.jpg")
    #expect(
      message { try Picture(Array(jpeg.prefix(1000)), file: "a.jpg") }
        == "a.jpg, byte 1000: expected a sound JPEG file, found the end of the file")
  }

  @Test func `a picture that is too large is refused by its header`() throws {
    var bytes = try Fixture.bytes("Images", "rgb8.png")
    bytes.replaceSubrange(16..<24, with: [0, 1, 0, 0, 0, 1, 0, 0])
    bytes.replaceSubrange(29..<33, with: [0xE3, 0xE6, 0xA7, 0xB4])
    #expect(
      message { try Picture(bytes, file: "a.png") }
        == "a.png: expected a picture of at most 268435456 pixels, found 65536 × 65536")
  }

  @Test func `a picture larger than its file can hold is refused before it is decoded`() throws {
    var bytes = try Fixture.bytes("Images", "rgb.jpg")
    let frame = try #require(bytes.indices.first { bytes[$0...].starts(with: [0xFF, 0xC0]) })
    bytes.replaceSubrange((frame + 5)..<(frame + 9), with: [0x3F, 0xFF, 0x3F, 0xFF])
    #expect(
      message { try Picture(bytes, file: "a.jpg") }
        == "a.jpg, byte \(bytes.count): expected at least 262112 bytes for 16383 × 16383 pixels, "
        + "found the end of the file")
  }

  @Test(arguments: [
    ("texts.png", 2000), ("rgb8-interlaced.png", 200), ("palette8-transparent.png", 200),
    ("channels4-16.png", 200), ("orientation6.png", 200), ("rgb.jpg", 2000),
    ("progressive.jpg", 500), ("cmyk.jpg", 200), ("comment.jpg", 500),
  ])
  func `a damaged file is read or refused, never worse`(name: String, flips: Int) throws {
    for damaged in Corruption(of: try Fixture.bytes("Images", name), flips: flips) {
      do throws(FormatError) {
        _ = try Picture(damaged, file: name)
      } catch {
        #expect(error.file == name)
      }
    }
  }

  private func message(_ body: () throws -> Picture) -> String? {
    let error = #expect(throws: FormatError.self) { try body() }
    return error?.description
  }
}
