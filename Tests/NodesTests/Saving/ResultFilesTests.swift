import Dataflow
import Formats
import Tensors
import TestSupport
import Testing

@testable import Nodes

@Suite struct ResultFilesTests {
  private let image = Image(.full(0.5, [3, 4, 8]))

  private func results(
    _ value: any GraphValue, in folder: borrowing TemporaryFolder
  ) throws -> [ResultFiles.Result] {
    try ResultFiles(in: folder.path, named: "draw", madeBy: .none).write(value, as: "it")
  }

  @Test func `a picture becomes a PNG, several become numbered ones`() throws {
    let folder = try TemporaryFolder()
    #expect(
      try results(image, in: folder) == [.file(folder.file("draw.it.png"), about: "8×4")])
    #expect(
      try results([image, image], in: folder) == [
        .file(folder.file("draw.it-1.png"), about: "8×4"),
        .file(folder.file("draw.it-2.png"), about: "8×4"),
      ])
    #expect(try folder.names() == ["draw.it-1.png", "draw.it-2.png", "draw.it.png"])
  }

  @Test func `a tensor becomes a safetensors file`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("draw.it.safetensors")
    #expect(
      try results(Tensor.zeros([2, 3]), in: folder) == [.file(path, about: "Tensor float32 2×3")])
    #expect(try SafetensorsFile(path).names == ["tensor"])
  }

  @Test func `what people read is shown and becomes no file`() throws {
    let folder = try TemporaryFolder()
    #expect(try results("a critter", in: folder) == [.text("a critter")])
    #expect(try results(["red", "round"], in: folder) == [.text("red"), .text("round")])
    #expect(try results(3, in: folder) == [.text("3")])
    #expect(try folder.names().isEmpty)
  }

  @Test func `a picture of no graph names the program, and nothing of when or where`() throws {
    let folder = try TemporaryFolder()
    _ = try results(image, in: folder)
    let texts = try Picture.read(folder.file("draw.it.png")).texts
    #expect(texts == [Picture.Text("Software", "Weft \(Version.current)")])
  }
}
