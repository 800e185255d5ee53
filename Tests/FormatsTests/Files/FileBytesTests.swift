import TestSupport
import Testing

@testable import Formats

@Suite struct FileBytesTests {
  @Test func `a file is read whole`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write([1, 2, 3], to: "a")
    #expect(try FileBytes.read(path, limit: 3) == [1, 2, 3])
    #expect(try FileBytes.read(folder.write([], to: "b"), limit: 3) == [])
  }

  @Test func `a file beyond the limit is not read`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write([1, 2, 3], to: "a")
    let error = #expect(throws: FormatError.self) { try FileBytes.read(path, limit: 2) }
    #expect(error?.expected == "at most 2 bytes")
    #expect(error?.found == "3 bytes")
  }

  @Test func `a folder, a device and nothing are no files`() throws {
    let folder = try TemporaryFolder()
    for path in [folder.path, "/dev/zero", folder.file("none")] {
      #expect(throws: FormatError.self) { try FileBytes.read(path, limit: 10) }
      #expect(!FileBytes.isFile(path))
    }
  }
}
