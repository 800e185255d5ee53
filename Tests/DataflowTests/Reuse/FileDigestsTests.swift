import FoundationEssentials
import TestSupport
import Testing

@testable import Dataflow

@Suite struct FileDigestsTests {
  @Test func `the digest is of the contents alone`() throws {
    let folder = try TemporaryFolder()
    let one = try folder.write([1, 2, 3], to: "one")
    let two = try folder.write([1, 2, 3], to: "two")
    let digests = FileDigests(cache: CacheFolder(path: folder.file("cache")))
    let digest = try digests.digest(of: one)
    #expect(try digests.digest(of: two) == digest)
    try folder.write([1, 2, 4], to: "two")
    #expect(try digests.digest(of: two) != digest)
    try folder.write([1, 2, 3], to: "two")
    #expect(try digests.digest(of: two) == digest)
  }

  @Test func `a file longer than a chunk is read to its end`() throws {
    let folder = try TemporaryFolder()
    var bytes = [UInt8](repeating: 7, count: (4 << 20) + 1)
    let path = try folder.write(bytes, to: "long")
    let digests = FileDigests(cache: nil)
    let digest = try digests.digest(of: path)
    bytes[4 << 20] = 8
    try folder.write(bytes, to: "long")
    #expect(try digests.digest(of: path) != digest)
  }

  @Test func `a remembered digest is taken, and one that is damaged or of another file is not`()
    throws
  {
    let folder = try TemporaryFolder()
    let path = try folder.write([1, 2, 3], to: "one")
    // Older than two seconds: a file just written might be written again unseen.
    let old = Date(timeIntervalSince1970: 1_000_000_000)
    try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: path)
    let cache = CacheFolder(path: folder.file("cache"))
    let digest = try FileDigests(cache: cache).digest(of: path)
    let records = try FileManager.default.contentsOfDirectory(atPath: folder.file("cache/files"))
    #expect(records.count == 1)
    let record = folder.file("cache/files/\(records[0])")
    #expect(try FileDigests(cache: cache).digest(of: path) == digest)
    let bytes = Array(try Data(contentsOf: URL(filePath: record)))
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 1
      try Data(damaged).write(to: URL(filePath: record))
      #expect(try FileDigests(cache: cache).digest(of: path) == digest)
    }
  }

  @Test func `what cannot be read is named`() throws {
    let folder = try TemporaryFolder()
    let digests = FileDigests(cache: nil)
    let absent = #expect(throws: FileDigestError.self) {
      try digests.digest(of: folder.file("absent"))
    }
    #expect(absent?.description.hasSuffix("absent: no such file or directory") == true)
    #expect(throws: FileDigestError.self) { try digests.digest(of: folder.path) }
  }
}
