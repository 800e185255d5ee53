import Dataflow
import Formats
import Synchronization
import Tensors
import TestSupport
import Testing

@testable import Nodes

@Suite struct LoadImagesTests {
  /// A folder of pictures of given names, each of one shade.
  private func write(_ names: [String], in folder: borrowing TemporaryFolder) throws {
    for (index, name) in names.enumerated() {
      let shade = [UInt8](repeating: UInt8(index), count: 3)
      try Picture(width: 1, height: 1, channels: 3, samples: .bits8(shade))
        .write(to: folder.file(name))
    }
  }

  private func load(
    _ folder: String, skip: Int = 0, limit: Int = 1000,
    report: @escaping @Sendable (NodeReport) -> Void = { _ in }
  ) async throws -> LoadImages {
    var node = LoadImages()
    node.folder = Path(folder)
    node.skip = skip
    node.limit = limit
    try await node.run(in: NodeContext(report: report))
    return node
  }

  @Test func `pictures come in natural order, and other files are left alone`() async throws {
    let folder = try TemporaryFolder()
    try write(["b.png", "a10.PNG", "a2.jpg", "A1.jpeg", ".c.png"], in: folder)
    try folder.write([1, 2, 3], to: "notes.txt")
    try folder.write([1, 2, 3], to: "png")
    let node = try await load(folder.path)
    #expect(node.names == ["A1", "a2", "a10", "b"])
    #expect(node.images.count == 4)
    #expect(node.images[2].pixels.floats()[0] == Float(1) / 255)
  }

  @Test func `what is loaded is what the engine is told is read`() async throws {
    let folder = try TemporaryFolder()
    try write(["1.png", "2.png", "3.png"], in: folder)
    let node = try await load(folder.path, skip: 1, limit: 1)
    #expect(node.names == ["2"])
    let read = try node.filesRead(in: NodeContext())
    #expect(read == [ReadFile("\(folder.path)/2.png", name: "2.png")])
  }

  @Test func `pictures that the limit leaves out are told of`() async throws {
    let folder = try TemporaryFolder()
    try write(["1.png", "2.png", "3.png"], in: folder)
    let notes = Mutex<[String]>([])
    _ = try await load(folder.path, limit: 2) { report in
      if case .note(let note) = report { notes.withLock { $0.append(note) } }
    }
    #expect(
      notes.withLock { $0 }
        == ["loads 2 of the 3 pictures in '\(folder.path)'; 'limit' is 2"])
  }

  @Test func `a folder without pictures, or with too few, is refused`() async throws {
    let folder = try TemporaryFolder()
    let empty = await #expect(throws: ValueError.self) { try await load(folder.path) }
    #expect(empty?.description == "'\(folder.path)' holds no PNG or JPEG files")
    try write(["1.png"], in: folder)
    let few = await #expect(throws: ValueError.self) { try await load(folder.path, skip: 1) }
    #expect(few?.description == "'\(folder.path)' holds 1 pictures, and 'skip' leaves out 1")
    await #expect(throws: FormatError.self) { try await load(folder.file("missing")) }
  }

  @Test func `numbers in names count as numbers`() {
    let names = ["a", "a1", "A01", "a001b", "a1c", "a2", "a10", "a99999999999999999999", "b", "é"]
    let expected = ["A01", "a1", "a001b", "a1c", "a2", "a10", "a99999999999999999999"]
    let sorted = names.shuffled().sorted { NaturalOrder($0) < NaturalOrder($1) }
    #expect(sorted == ["a"] + expected + ["b", "é"])
  }
}
