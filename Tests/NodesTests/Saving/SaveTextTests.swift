import Dataflow
import Formats
import TestSupport
import Testing

@testable import Nodes

/// Saving a text, and with it what all nodes that save have in common.
@Suite struct SaveTextTests {
  /// Saves a text, and returns the saved file's path below the folder.
  @discardableResult
  private func save(
    _ text: String, as path: String, in folder: String, overwrite: Bool = false
  ) async throws -> String {
    var node = SaveText()
    node.text = text
    node.path = Path(path)
    node.overwrite = overwrite
    try await node.run(in: NodeContext(outputFolder: folder))
    #expect(node.saved.text.hasPrefix(folder))
    return String(node.saved.text.dropFirst(folder.count + 1))
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try FileBytes.read(path, limit: 100), as: UTF8.self)
  }

  @Test func `a text is written as it is, in a folder that is made for it`() async throws {
    let folder = try TemporaryFolder()
    #expect(try await save("a hät\n", as: "deep/er/a.md", in: folder.path) == "deep/er/a.md")
    #expect(try text(folder.file("deep/er/a.md")) == "a hät\n")
  }

  @Test func `another file is replaced only where that is asked for`() async throws {
    let folder = try TemporaryFolder()
    try await save("a hat", as: "a.txt", in: folder.path)
    try await save("a hat", as: "a.txt", in: folder.path)
    let error = await #expect(throws: ValueError.self) {
      try await save("snow", as: "a.txt", in: folder.path)
    }
    #expect(
      error?.description == "'\(folder.file("a.txt"))' is there and holds something else; replace"
        + " it with overwrite: true, or number the files with {counter} in the path")
    try await save("snow", as: "a.txt", in: folder.path, overwrite: true)
    #expect(try text(folder.file("a.txt")) == "snow")
    #expect(try folder.names() == ["a.txt"])
  }

  @Test func `numbers go on after the greatest, and what is there already gets none`() async throws
  {
    let folder = try TemporaryFolder()
    #expect(try await save("one", as: "a-{counter}.txt", in: folder.path) == "a-1.txt")
    #expect(try await save("two", as: "a-{counter}.txt", in: folder.path) == "a-2.txt")
    #expect(try await save("one", as: "a-{counter}.txt", in: folder.path) == "a-1.txt")
    try folder.write([], to: "a-0041.txt")
    #expect(try await save("three", as: "a-{counter:3}.txt", in: folder.path) == "a-042.txt")
    #expect(try folder.names() == ["a-0041.txt", "a-042.txt", "a-1.txt", "a-2.txt"])
  }

  @Test func `a graph that runs again saves again, and finds its file`() async throws {
    let folder = try TemporaryFolder()
    let source = SourceText(
      file: "test.yaml",
      text: """
        weft: 1
        inputs: {seed: {type: Seed, default: 7}}
        nodes:
          words: {kind: JoinTexts, texts: [a hat, snow]}
          saved: {kind: SaveText, text: $words, path: "note-${inputs.seed}-{counter:2}.txt"}
        outputs: {saved: $saved}
        """)
    let (graph, _) = try GraphChecker(catalog: NodeLibrary.catalog).graph(source)
    let store = ValueStore()
    for _ in 1...2 {
      let log = EventLog()
      let result = await Evaluator(
        outputFolder: folder.path, store: store, handler: log.record
      ).run(graph)
      #expect((result["saved"] as? Path)?.text == folder.file("note-7-01.txt"))
      #expect(log.started.last == "saved")
    }
    #expect(try folder.names() == ["note-7-01.txt"])
  }

  @Test func `many that save at once get a number each`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    try await withThrowingTaskGroup { group in
      for number in 0..<12 {
        group.addTask { _ = try await save("\(number)", as: "{counter}.txt", in: path) }
      }
      try await group.waitForAll()
    }
    #expect(Set(try folder.names()) == Set((1...12).map { "\($0).txt" }))
  }

  @Test(arguments: ["../a.txt", "deep/../../a.txt", "/elsewhere/a.txt"])
  func `no path leads out of the output folder`(path: String) async throws {
    let folder = try TemporaryFolder()
    let error = await #expect(throws: ValueError.self) {
      try await save("a hat", as: path, in: folder.file("out"))
    }
    #expect(
      error?.description
        == "'\(path)' leads out of the output folder '\(folder.file("out"))'; write"
        + " a path within it, or choose the folder with --out")
    #expect(try folder.names().isEmpty)
  }

  @Test func `a whole path within the output folder is as good as a relative one`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("deep/a.txt")
    #expect(try await save("a hat", as: path, in: folder.path) == "deep/a.txt")
  }
}
