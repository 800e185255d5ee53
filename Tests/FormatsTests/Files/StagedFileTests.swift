import TestSupport
import Testing

@testable import Formats

@Suite struct StagedFileTests {
  /// Puts bytes at a place named `a.txt`.
  private func place(
    _ text: String, in folder: borrowing TemporaryFolder, replacing replaces: Bool = false
  ) throws -> StagedFile.Placement {
    let file = StagedFile(in: folder.path, suffix: "txt")
    try FileBytes.write(Array(text.utf8), to: file.path)
    return try file.place(at: folder.file("a.txt"), replacing: replaces)
  }

  private func text(in folder: borrowing TemporaryFolder) throws -> String {
    String(decoding: try FileBytes.read(folder.file("a.txt"), limit: 100), as: UTF8.self)
  }

  @Test func `a file comes to its place and leaves nothing beside it`() throws {
    let folder = try TemporaryFolder()
    #expect(try place("hat", in: folder) == .placed)
    #expect(try text(in: folder) == "hat")
    #expect(try folder.names() == ["a.txt"])
  }

  @Test func `another file keeps its place unless it is to be replaced`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("hat".utf8), to: "a.txt")
    #expect(try place("hut", in: folder) == .taken)
    #expect(try text(in: folder) == "hat")
    #expect(try place("hut", in: folder, replacing: true) == .placed)
    #expect(try text(in: folder) == "hut")
    #expect(try folder.names() == ["a.txt"])
  }

  @Test func `a file with the same bytes is left as it is`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("hat".utf8), to: "a.txt")
    #expect(try place("hat", in: folder) == .unchanged)
    #expect(try place("hat", in: folder, replacing: true) == .unchanged)
  }

  @Test func `files are told apart by their last byte, and by their length`() throws {
    let folder = try TemporaryFolder()
    let bytes = [UInt8](repeating: 7, count: 3 << 20)
    let file = StagedFile(in: folder.path, suffix: "bin")
    try FileBytes.write(bytes, to: file.path)
    #expect(try file.hasContents(of: folder.write(bytes, to: "same")))
    #expect(try !file.hasContents(of: folder.write(bytes.dropLast() + [8], to: "last")))
    #expect(try !file.hasContents(of: folder.write(bytes.dropLast(), to: "short")))
  }

  @Test func `of many that want one place at once, one gets it`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    let placements = try await withThrowingTaskGroup { group in
      for number in 0..<16 {
        group.addTask {
          let file = StagedFile(in: path, suffix: "txt")
          try FileBytes.write(Array("\(number)".utf8), to: file.path)
          return try file.place(at: "\(path)/a.txt")
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(placements.count { $0 == .placed } == 1)
    #expect(placements.count { $0 == .taken } == 15)
    #expect(try folder.names() == ["a.txt"])
  }

  @Test func `a place is claimed once where there are no links`() throws {
    let folder = try TemporaryFolder()
    #expect(try StagedFile.claim(folder.file("a.txt")))
    #expect(try !StagedFile.claim(folder.file("a.txt")))
    #expect(throws: FormatError.self) { try StagedFile.claim(folder.file("none/a.txt")) }
  }

  @Test func `a folder in the way is told`() throws {
    let folder = try TemporaryFolder()
    try Folder.make(folder.file("a.txt"))
    let error = #expect(throws: FormatError.self) { try place("hat", in: folder) }
    #expect(error?.expected == "a file")
    #expect(try folder.names() == ["a.txt"])
  }
}
