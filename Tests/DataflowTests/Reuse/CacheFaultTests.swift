import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import Dataflow

@Suite struct CacheFaultTests {
  func entryFiles(_ workshop: borrowing Workshop) throws -> [String] {
    let base = "\(workshop.cache)/values"
    let files = FileManager.default
    return try files.contentsOfDirectory(atPath: base).sorted().flatMap { folder in
      try files.contentsOfDirectory(atPath: "\(base)/\(folder)").map { "\(base)/\(folder)/\($0)" }
    }
  }

  func notes(_ log: EventLog) -> [String] {
    log.all.compactMap {
      if case .note(let node, let text) = $0 { "\(node): \(text)" } else { nil }
    }
  }

  @Test func `each of 500 corruptions is found, reported once and computed again`() async throws {
    let workshop = try Workshop()
    try workshop.write([1, 2, 3, 4], to: "a.bin")
    let sound = try await workshop.run(ReuseTests.text).result["blended"] as? Drawing
    let files = try entryFiles(workshop)
    let bytes = try files.map { Array(try Data(contentsOf: URL(filePath: $0))) }
    var random = SplitMix(seed: 11)
    for turn in 0..<500 {
      let index = Int(random.next() % UInt64(files.count))
      var damaged = bytes[index]
      if turn % 5 == 0 {
        damaged.removeLast(1 + Int(random.next() % UInt64(damaged.count)))
      } else {
        damaged[Int(random.next() % UInt64(damaged.count))] ^= 1 << UInt8(random.next() % 8)
      }
      try Data(damaged).write(to: URL(filePath: files[index]))
      let (log, result) = try await workshop.run(ReuseTests.text)
      #expect(result["blended"] as? Drawing == sound && result["more"] as? Int == 5)
      // What is not looked at, because what is made of it is at hand, may stay damaged.
      let found = notes(log)
      #expect(found.count <= 1)
      for note in found { #expect(note.hasSuffix("its kept result was damaged; it runs again")) }
      #expect(found.isEmpty == log.started.isEmpty)
      try Data(bytes[index]).write(to: URL(filePath: files[index]))
    }
  }

  @Test func `a whole result that this version cannot read is computed again`() async throws {
    var workshop = try Workshop()
    workshop.catalog = NodeCatalog([OldForm.self, CountStrokes.self])
    let text = """
      nodes:
        old: {kind: OldForm}
        count: {kind: CountStrokes, old: $old, offset: 1}
      outputs: {count: $count}
      """
    try await workshop.run(text)
    let (log, result) = try await workshop.run(
      text.replacing("offset: 1", with: "offset: 2"))
    #expect(result["count"] as? Int == 5)
    #expect(log.started == ["old", "count"])
  }

  @Test func `a cache that cannot be written to is said once and the run completes`() async throws {
    let workshop = try Workshop()
    try workshop.write([1, 2, 3, 4], to: "a.bin")
    // A file where the folder should be: also root cannot write below it.
    try workshop.write([], to: "cache")
    let (log, result) = try await workshop.run(ReuseTests.text)
    #expect(result["more"] as? Int == 5 && result.failures.isEmpty)
    let found = notes(log)
    #expect(found.count == 1 && found[0].hasPrefix("loaded: results cannot be kept in '"))
  }

  @Test func `a full disk is said once and the run completes`() async throws {
    let workshop = try Workshop()
    // The largest file the process may write stands for the room that is left.
    try workshop.write([1, 2, 3, 4], to: "a.bin")
    let full = "/dev/full"
    try FileManager.default.createDirectory(
      atPath: workshop.cache, withIntermediateDirectories: true)
    guard FileManager.default.fileExists(atPath: full) else { return }
    let failure = #expect(throws: CacheFailure.self) {
      // Writing through a link onto a device that is always full.
      let cache = CacheFolder(path: workshop.cache)
      let target = cache.file(.values, Fingerprint(high: 5, low: 6))
      try cache.makeFolder(target.folder)
      symlink(full, "\(target.path).part-\(getpid())")
      try cache.write([1, 2, 3], .values, Fingerprint(high: 5, low: 6))
    }
    #expect(failure?.description.hasSuffix("no space left on device") == true)
    #expect(try entryFiles(workshop).isEmpty)
  }

  @Test func `what is cheap for its size goes first when the budget is exceeded`() async throws {
    let folder = try TemporaryFolder()
    let store = ValueStore(folder: folder.path)
    for number in 1...10 {
      _ = store.keepOnDisk(
        [Drawing([UInt8](repeating: 0, count: 1000))],
        of: Fingerprint(high: 0, low: UInt64(number)),
        kind: "Draw", seconds: Double(number))
    }
    let contents = CacheContents(folder: folder.path)
    #expect(contents.entries.count == 10)
    let bytes = contents.entries[0].bytes
    let (count, freed) = contents.trim(to: 6 * bytes)
    #expect(count == 5 && freed == 5 * bytes)
    #expect(contents.entries.allSatisfy { $0.seconds > 5 })
    #expect(contents.verify() == (5, []))
    #expect(contents.clear() == (5, 5 * bytes))
    #expect(contents.entries.isEmpty)
  }

  @Test func `verifying removes what is damaged`() async throws {
    let workshop = try Workshop()
    try workshop.write([1, 2, 3, 4], to: "a.bin")
    try await workshop.run(ReuseTests.text)
    let files = try entryFiles(workshop)
    var bytes = Array(try Data(contentsOf: URL(filePath: files[0])))
    bytes[bytes.count - 1] ^= 1
    try Data(bytes).write(to: URL(filePath: files[0]))
    let contents = CacheContents(folder: workshop.cache)
    let (count, damaged) = contents.verify()
    #expect(count == files.count && damaged.count == 1)
    #expect(try entryFiles(workshop).count == files.count - 1)
  }
}

/// A value whose bytes cannot be read back, as those of another version may be.
private struct Unreadable: StorableValue {
  let strokes = 3
  init() {}
  init(stored: StoredBytes) throws { throw StoredEntry.Damage() }
  func store(in write: (RawSpan) throws -> Void) throws { try write(([1] as [UInt8]).span.bytes) }
}

private struct OldForm: Node {
  static let summary = "What another version kept in another form."
  @Output("The value.") var value: Unreadable
  func run(in context: NodeContext) async throws { value = Unreadable() }
}

private struct CountStrokes: Node {
  static let summary = "How many strokes there are, and some more."
  @Input("What to count.") var old: Unreadable
  @Input("How many more.") var offset: Int
  @Output("The number.") var count: Int
  func run(in context: NodeContext) async throws { count = old.strokes + offset }
}
