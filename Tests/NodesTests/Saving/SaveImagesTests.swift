import Dataflow
import Tensors
import TestSupport
import Testing

@testable import Nodes

@Suite struct SaveImagesTests {
  /// Saves pictures of one grey each, and returns the names of their files in order.
  private func save(
    _ greys: [Float], names: [String]? = nil, as path: String, in folder: borrowing TemporaryFolder
  ) async throws -> [String] {
    var node = SaveImages()
    node.images = greys.map { Image(.full($0, [3, 2, 2])) }
    node.names = names
    node.path = Path(path)
    try await node.run(in: NodeContext(outputFolder: folder.path))
    let start = folder.path.count + 1
    return node.saved.map { String($0.text.dropFirst(start)) }
  }

  @Test func `pictures are told apart by place, by name, or by the next free number`() async throws
  {
    let folder = try TemporaryFolder()
    #expect(try await save([0, 1], as: "{index:2}.png", in: folder) == ["01.png", "02.png"])
    #expect(
      try await save([0, 1], names: ["hat", "snow"], as: "{name}.jpg", in: folder)
        == ["hat.jpg", "snow.jpg"])
    #expect(try await save([0, 1], as: "a-{counter}.png", in: folder) == ["a-1.png", "a-2.png"])
    #expect(try await save([1, 0.5], as: "a-{counter}.png", in: folder) == ["a-2.png", "a-3.png"])
    #expect(try await save([], as: "{index}.png", in: folder).isEmpty)
  }

  @Test(
    arguments: [
      (
        "a.png", nil,
        "'a.png' is one file; tell the pictures apart with {index}, {counter} or, where they have"
          + " names, {name}"
      ),
      ("{name}.png", ["hat"], "the numbers of pictures and names differ: 2 and 1"),
      ("{name}.png", ["hat", "hat"], "two pictures would go into 'hat.png'"),
      (
        "{name}.png", nil,
        "'{name}' in '{name}.png' stands for nothing; there is '{index}', '{counter}'"
      ),
    ] as [(String, [String]?, String)])
  func `two pictures never go into one file`(
    path: String, names: [String]?, message: String
  ) async throws {
    let folder = try TemporaryFolder()
    let error = await #expect(throws: ValueError.self) {
      try await save([0, 1], names: names, as: path, in: folder)
    }
    #expect(error?.description == message)
    #expect(try folder.names().isEmpty)
  }
}
