import FoundationEssentials
import TestSupport
import Testing

@testable import Dataflow

@Suite struct StoredEntryTests {
  static let values: [any GraphValue] = [
    "no\0t \u{1F600} plain", 42, -0.1, true, UInt64.max, Drawing([1, 2, 3]),
    [Drawing([]), Drawing([9])], ["a", ""], [Int](),
  ]

  static var types: [ValueType] { values.map { ValueType(type(of: $0)) } }

  /// A cache with one entry in it.
  struct Kept: ~Copyable {
    let folder: TemporaryFolder
    let cache: CacheFolder
    let fingerprint = Fingerprint(high: 1, low: 2)

    init(_ values: [any GraphValue], kind: String = "Some", seconds: Double = 0.25) throws {
      let folder = try TemporaryFolder()
      let cache = CacheFolder(path: folder.path)
      try StoredEntry.write(
        kind: kind, seconds: seconds, values: values, to: cache, .values, fingerprint)
      self.folder = folder
      self.cache = cache
    }

    var path: String { cache.file(.values, fingerprint).path }
    var bytes: [UInt8] { get throws { Array(try Data(contentsOf: URL(filePath: path))) } }

    func entry() throws -> StoredEntry? {
      try StoredEntry.read(.values, fingerprint, of: cache)
    }
  }

  @Test func `every value comes back as it was`() throws {
    let kept = try Kept(Self.values)
    let back = try #require(try kept.entry())
    #expect(back.kind == "Some" && back.seconds == 0.25)
    let values = try back.values(as: Self.types)
    #expect(values.map { "\($0)" } == Self.values.map { "\($0)" })
    let head = try #require(StoredEntry.head(of: kept.bytes[...]))
    #expect(head.kind == "Some" && head.seconds == 0.25)
  }

  /// Around the sizes at which files are mapped and pieces are written.
  @Test(arguments: [0, 1, 63, 64, 65, 1 << 20, (1 << 20) - 200, 3 << 20 | 5])
  func `values of any size come back from multiples of 64 bytes`(size: Int) throws {
    var random = SplitMix(seed: UInt64(size))
    let bytes = (0..<size).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    let kept = try Kept([Drawing([7]), Drawing(bytes), Drawing([8, 9])])
    let entry = try #require(try kept.entry())
    let mapped = try #require(StoredEntry.mapped(kept.fingerprint, of: kept.cache))
    for entry in [entry, mapped] {
      let values = try entry.values(as: [ValueType](repeating: ValueType(Drawing.self), count: 3))
      #expect(values.map { $0 as? Drawing } == [Drawing([7]), Drawing(bytes), Drawing([8, 9])])
      for case .bytes(let stored) in entry.outputs {
        let place = stored.withBytes { $0.withUnsafeBytes { Int(bitPattern: $0.baseAddress) } }
        #expect(place % StoredEntry.alignment == 0)
      }
    }
  }

  @Test func `a value of a large file outlives the file`() throws {
    let bytes = [UInt8](repeating: 3, count: 2 << 20)
    let stored: StoredBytes
    do {
      let kept = try Kept([Drawing(bytes)])
      guard case .bytes(let found)? = try kept.entry()?.outputs[0] else {
        Issue.record("no bytes")
        return
      }
      stored = found
      kept.cache.remove(.values, kept.fingerprint)
    }
    #expect(stored.array == bytes)
  }

  @Test func `what cannot be written or read back is not kept`() throws {
    for value in [Box(size: 1), Double.nan, Double.infinity, [Box(size: 1)]] as [any GraphValue] {
      #expect(throws: NotStorable.self) { _ = try Kept([Drawing([1]), value]) }
    }
    #expect(!ValueType(Box.self).isStorable && !ValueType([Box].self).isStorable)
    #expect(ValueType([Drawing].self).isStorable && ValueType(Int.self).isStorable)
  }

  @Test func `every single byte changed, and every cut, is damage`() throws {
    let bytes = try Kept(Self.values).bytes
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 0x10
      #expect(throws: StoredEntry.Damage.self) { try StoredEntry(StoredBytes(damaged)) }
    }
    for count in 0..<bytes.count {
      #expect(throws: StoredEntry.Damage.self) {
        try StoredEntry(StoredBytes(Array(bytes[..<count])))
      }
    }
    #expect(throws: StoredEntry.Damage.self) { try StoredEntry(StoredBytes(bytes + [0])) }
  }

  @Test func `a large file that is changed anywhere or cut is damage`() throws {
    let kept = try Kept([Drawing([UInt8](repeating: 5, count: 3 << 20))])
    let bytes = try kept.bytes
    var random = SplitMix(seed: 4)
    for turn in 0..<60 {
      var damaged = bytes
      let index = Int(random.next() % UInt64(bytes.count))
      // The head and the table are small beside the value, and are hit by some of the turns too.
      let place = turn < 20 ? index % 100 : turn < 40 ? bytes.count - 1 - index % 60 : index
      if turn % 10 == 9 { damaged.removeLast(1 + index) } else { damaged[place] ^= 0x10 }
      try Data(damaged).write(to: URL(filePath: kept.path))
      #expect(throws: StoredEntry.Damage.self) { try kept.entry() }
    }
  }

  @Test func `a file of an earlier form is as none`() throws {
    for size in [10, 2 << 20] {
      let kept = try Kept([Drawing([UInt8](repeating: 5, count: size))])
      var bytes = try kept.bytes
      bytes[7] = UInt8(ascii: "1")
      try Data(bytes).write(to: URL(filePath: kept.path))
      #expect(try kept.entry() == nil)
    }
  }

  @Test func `lengths that lie are damage even where the digest is right`() throws {
    var random = SplitMix(seed: 3)
    let sound = try Kept(Self.values).bytes
    for _ in 0..<2000 {
      var body = Array(sound[24...])
      body[Int(random.next() % UInt64(body.count))] = UInt8(truncatingIfNeeded: random.next())
      let digest = Fingerprint(ofBytes: body[...])
      let head = [digest.high, digest.low].flatMap { half in
        stride(from: UInt64(0), to: 64, by: 8).map { UInt8(truncatingIfNeeded: half >> $0) }
      }
      // Read or refused, in little time and memory.
      let entry = try? StoredEntry(StoredBytes(Array(sound[..<8]) + head + body))
      _ = try? entry?.values(as: Self.types)
    }
  }
}
