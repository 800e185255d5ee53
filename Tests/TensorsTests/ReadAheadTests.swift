#if os(Linux)
import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import Tensors

@Suite struct ReadAheadTests {
  @Test func `what follows a place is read once in each pass, as far as the window`() {
    var plan = ReadAheadPlan(byteCount: 95, pieceLength: 10, window: 30)
    #expect(plan.pieces(following: 12) == [10..<20, 20..<30, 30..<40, 40..<50])
    #expect(plan.pieces(following: 25) == [50..<60])
    // Tensors of a block are not used in the order in which they lie.
    #expect(plan.pieces(following: 3) == [0..<10])
    #expect(plan.pieces(following: 80) == [80..<90, 90..<95])
    #expect(plan.pieces(following: 61) == [60..<70, 70..<80])
    // The next step begins where the first began.
    #expect(plan.pieces(following: 12) == [10..<20, 20..<30, 30..<40, 40..<50])
  }

  @Test func `a file is in the system's cache after its beginning was used`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("weights")
    let count = 20 << 20
    try Data(count: count).write(to: URL(filePath: path))
    let descriptor = open(path, O_RDONLY)
    defer { close(descriptor) }
    fsync(descriptor)
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
    let storage = try Storage.mapped(path: path)
    let reader = try #require(
      ReadAhead(descriptor, mappedAt: storage.base, byteCount: count))
    reader.follow(0)
    for _ in 0..<1000 where !reader.isResident(0..<count) { usleep(10_000) }
    #expect(reader.isResident(0..<count))
  }
}
#endif
