import Formats
import TestSupport
import Testing

@Suite struct FolderTests {
  @Test func `a folder is made with those it lies in, and may be there already`() throws {
    let base = try TemporaryFolder()
    try Folder.make(base.file("a/b/c"))
    try Folder.make(base.file("a/b/c"))
    try Folder.make("")
    try base.write([1], to: "a/b/c/file")
    #expect(try base.names() == ["a"])
  }

  @Test func `a file in the way is told`() throws {
    let base = try TemporaryFolder()
    let path = try base.write([1], to: "file")
    #expect(
      throws: FormatError(file: path, expected: "a folder", found: "a file of that name")
    ) {
      try Folder.make(path)
    }
    let below = "\(path)/deeper"
    #expect(throws: FormatError(file: below, expected: "a folder", found: "not a directory")) {
      try Folder.make(below)
    }
  }

  @Test func `a folder's names are those of its files and folders`() throws {
    let folder = try TemporaryFolder()
    try folder.write([], to: "é 1.png")
    try folder.write([], to: ".hidden")
    try Folder.make(folder.file("deep"))
    #expect(Set(try Folder.names(in: folder.path)) == ["é 1.png", ".hidden", "deep"])
  }

  @Test func `what is no folder is refused`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write([], to: "file")
    let error = #expect(throws: FormatError.self) { try Folder.names(in: file) }
    #expect(error?.description.hasSuffix("not a directory") == true)
  }
}
