import Dataflow
import Formats
import Tensors
import TestSupport
import Testing

@testable import Nodes

@Suite struct SaveImageTests {
  /// Every 8-bit value once in each channel.
  private let image = Image(
    Tensor((0..<768).map { Float($0 % 256) / 255 }, shape: [3, 16, 16]))

  private func saved(
    _ name: String, in folder: borrowing TemporaryFolder, bits: SampleBits = .eight
  ) async throws -> Image {
    var save = SaveImage()
    save.image = image
    save.path = Path(name)
    save.bits = bits
    try await save.run(in: NodeContext(outputFolder: folder.path))
    var load = LoadImage()
    load.path = Path(name)
    try await load.run(in: NodeContext(folder: folder.path))
    #expect(load.width == 16 && load.height == 16)
    return load.image
  }

  @Test(arguments: [SampleBits.eight, .sixteen])
  func `a PNG keeps every 8-bit value`(bits: SampleBits) async throws {
    let folder = try TemporaryFolder()
    let pixels = try await saved("a.png", in: folder, bits: bits).pixels
    expectClose(pixels, image.pixels, relative: 1e-7)
  }

  @Test func `a JPEG comes near`() async throws {
    let folder = try TemporaryFolder()
    // Quality 95 of a picture that is all edges: a tenth is what JPEG itself loses.
    expectClose(try await saved("a.jpg", in: folder).pixels, image.pixels, relative: 0.1)
  }

  @Test func `another kind of file is refused with the kinds there are`() async throws {
    let folder = try TemporaryFolder()
    let error = await #expect(throws: ValueError.self) { try await saved("a.gif", in: folder) }
    #expect(error?.description == "'a.gif' is to be written, and must end in .png, .jpg, .jpeg")
  }

  @Test func `a picture that is there is left, another is refused`() async throws {
    let folder = try TemporaryFolder()
    _ = try await saved("a.png", in: folder)
    _ = try await saved("a.png", in: folder)
    await #expect(throws: ValueError.self) { try await saved("a.png", in: folder, bits: .sixteen) }
    #expect(try folder.names() == ["a.png"])
  }

  @Test func `a grey file is loaded as three equal channels, with its opacity`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("grey.png")
    try Picture(width: 2, height: 1, channels: 2, samples: .bits8([51, 255, 204, 0])).write(
      to: path)
    let pixels = try Image(contentsOf: path).pixels
    #expect(pixels.shape == [4, 1, 2])
    expectClose(pixels.floats(), [0.2, 0.8, 0.2, 0.8, 0.2, 0.8, 1, 0], relative: 1e-6)
  }
}
