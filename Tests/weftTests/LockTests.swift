import Foundation
import TestSupport
import Testing

@Suite struct LockTests {
  private let graph = """
    weft: 1
    inputs:
      image: {type: Path, default: in.png}
      width: {type: Integer, default: 64}
    nodes:
      loaded: {kind: LoadImage, path: $inputs.image}
      small: {kind: ResizeImage, image: $loaded, width: $inputs.width, height: 64}
    outputs: {picture: $small}
    """

  /// A folder with the graph and its picture.
  private func prepare(_ folder: borrowing TemporaryFolder) throws -> String {
    try folder.write(
      Fixture.bytes(at: "\(Repository.root)/graphs/text-to-image.expected.png"), to: "in.png")
    return try folder.write(Array(graph.utf8), to: "small.yaml")
  }

  private func runLocked(_ path: String, _ arguments: [String] = []) throws -> Command.Result {
    try Command.weft(["run", path, "--locked", "--out", "\(path).out"] + arguments)
  }

  @Test func `what is as it was locked runs, wherever the folder is moved`() throws {
    let folder = try TemporaryFolder()
    let path = try prepare(folder)
    let lock = try Command.weft(["lock", path])
    #expect(lock.code == 0, "\(lock.error)")
    #expect(lock.output == "\(folder.file("small.lock.yaml"))\n")
    #expect(try runLocked(path).code == 0)
    try FileManager.default.createDirectory(
      atPath: folder.file("moved"), withIntermediateDirectories: false)
    for name in ["small.yaml", "small.lock.yaml", "in.png"] {
      try FileManager.default.moveItem(
        atPath: folder.file(name), toPath: folder.file("moved/\(name)"))
    }
    let moved = try runLocked(folder.file("moved/small.yaml"))
    #expect(moved.code == 0, "\(moved.error)")
  }

  @Test func `the lock is the same text each time, and says what it is`() throws {
    let folder = try TemporaryFolder()
    let path = try prepare(folder)
    #expect(try Command.weft(["lock", path]).code == 0)
    let first = try Fixture.bytes(at: folder.file("small.lock.yaml"))
    #expect(try Command.weft(["lock", path]).code == 0)
    #expect(try Fixture.bytes(at: folder.file("small.lock.yaml")) == first)
    let text = String(decoding: first, as: UTF8.self)
    #expect(text.contains("\nweft-lock: 1\n") && text.contains("\n  LoadImage: 1\n"))
    #expect(text.contains("\n  \"loaded\":\n    \"in.png\": "))
    #expect(text.contains("\n  weft: 1\n  \n") || text.contains("\n  weft: 1\n\n"))
  }

  @Test func `everything that has changed is named, and nothing runs`() throws {
    let folder = try TemporaryFolder()
    let path = try prepare(folder)
    #expect(try Command.weft(["lock", path]).code == 0)
    let lockPath = folder.file("small.lock.yaml")
    let lock = String(decoding: try Fixture.bytes(at: lockPath), as: UTF8.self)
    try folder.write(
      Array(
        lock.replacing("LoadImage: 1", with: "LoadImage: 0")
          .replacing("\nweft: 0.1.0", with: "\nweft: 0.0.9").utf8), to: "small.lock.yaml")
    try folder.write(Fixture.bytes(at: folder.file("in.png")) + [0], to: "in.png")
    try folder.write(
      Array(graph.replacing("height: 64", with: "height: 32").utf8), to: "small.yaml")
    let run = try runLocked(path, ["--set", "width=96"])
    #expect(run.code == 65)
    let lines = run.error.split(separator: "\n")
    #expect(lines.first == "error: the run would not be as it is in \(lockPath):")
    #expect(lines.count == 6, "\(run.error)")
    #expect(lines.dropFirst().first == "  weft: 0.0.9 → 0.1.0")
    #expect(lines.contains("  kind LoadImage: revision 0 → 1"))
    #expect(lines.contains { $0.hasPrefix("  file in.png of node loaded: ") })
    #expect(lines.contains("  inputs.width.default: 64 → 96"))
    #expect(lines.contains("  small.height: 64 → 32"))
    #expect(!FileManager.default.fileExists(atPath: "\(path).out"))
  }

  @Test func `what a graph says of itself is no drift`() throws {
    let folder = try TemporaryFolder()
    let path = try prepare(folder)
    #expect(try Command.weft(["lock", path]).code == 0)
    try folder.write(
      Array(
        graph.replacing("weft: 1\n", with: "weft: 1\nabout: Small.\n")
          .replacing("default: 64", with: "default: 64, about: Across.").utf8), to: "small.yaml")
    let run = try runLocked(path)
    #expect(run.code == 0, "\(run.error)")
  }

  @Test func `kinds that run in loops are locked too`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      Array(
        """
        weft: 1
        nodes:
          rounded: {kind: RoundNumber, for_each: {number: [1.2, 2.7]}}
        outputs: {rounded: $rounded}
        """.utf8), to: "loop.yaml")
    let lock = try Command.weft(["lock", path])
    #expect(lock.code == 0, "\(lock.error)")
    let text = String(
      decoding: try Fixture.bytes(at: folder.file("loop.lock.yaml")), as: UTF8.self)
    #expect(text.contains("\nkinds:\n  RoundNumber: 1\nfiles:\n"), "\(text)")
    #expect(try runLocked(path).code == 0)
  }

  @Test func `a changed file of a model is named below the model's folder`() throws {
    let folder = try TemporaryFolder()
    let model = folder.file("critters")
    try FileManager.default.copyItem(
      atPath: "\(Repository.root)/checkpoints/critters", toPath: model)
    let path = try folder.write(
      Fixture.bytes(at: "\(Repository.root)/graphs/text-to-image.yaml"), to: "graph.yaml")
    #expect(try Command.weft(["lock", path, "--models", folder.path]).code == 0)
    let profile = "\(model)/model.yaml"
    try folder.write(try Fixture.bytes(at: profile) + Array("\n".utf8), to: "critters/model.yaml")
    let run = try runLocked(path, ["--models", folder.path])
    #expect(run.code == 65)
    #expect(run.error.contains("\n  file model.yaml of node model: "), "\(run.error)")
  }

  @Test func `a missing lock, a lock that is none, and a missing file are told`() throws {
    let folder = try TemporaryFolder()
    let path = try prepare(folder)
    #expect(try runLocked(path).code == 66)
    try folder.write(Array("weft: 1\n".utf8), to: "small.lock.yaml")
    let none = try runLocked(path)
    #expect(none.code == 65 && none.error.contains("begins with 'weft-lock: 1'"))
    let missing = try Command.weft(["lock", path, "--set", "image=gone.png"])
    #expect(missing.code == 66 && missing.error.contains("gone.png"), "\(missing.error)")
    let product = try runLocked(path, ["--each", "width=1,2"])
    #expect(product.code == 64 && product.error.contains("--locked fixes the values"))
  }

  @Test func `a file that another node names is not locked, and that is said`() throws {
    let folder = try TemporaryFolder()
    _ = try prepare(folder)
    let path = try folder.write(
      Array(
        """
        weft: 1
        nodes:
          path: {kind: PathFromText, text: in.png}
          loaded: {kind: LoadImage, path: $path}
        outputs: {picture: $loaded}
        """.utf8), to: "named.yaml")
    let lock = try Command.weft(["lock", path])
    #expect(lock.code == 0)
    #expect(lock.error.contains("what files node 'loaded' reads is known only when it runs"))
  }
}
