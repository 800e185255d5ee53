import TestSupport
import Testing

@testable import Dataflow

@Suite struct StoredEntryTests {
  static let values: [any GraphValue] = [
    "no\0t \u{1F600} plain", 42, -0.1, true, UInt64.max, Drawing([1, 2, 3]),
    [Drawing([]), Drawing([9])], ["a", ""], [Int](),
  ]

  static var types: [ValueType] { values.map { ValueType(type(of: $0)) } }

  @Test func `every value comes back as it was`() throws {
    let entry = try StoredEntry(kind: "Some", seconds: 0.25, values: Self.values)
    let back = try StoredEntry(bytes: entry.bytes)
    #expect(back.kind == "Some" && back.seconds == 0.25)
    let values = try back.values(as: Self.types)
    #expect(values.map { "\($0)" } == Self.values.map { "\($0)" })
    let head = try #require(StoredEntry.head(of: entry.bytes[...]))
    #expect(head.kind == "Some" && head.seconds == 0.25)
  }

  @Test func `what cannot be written or read back is not kept`() throws {
    for value in [Box(size: 1), Double.nan, Double.infinity, [Box(size: 1)]] as [any GraphValue] {
      #expect(throws: (any Error).self) {
        try StoredEntry(kind: "", seconds: 0, values: [value])
      }
    }
    #expect(!ValueType(Box.self).isStorable && !ValueType([Box].self).isStorable)
    #expect(ValueType([Drawing].self).isStorable && ValueType(Int.self).isStorable)
  }

  @Test func `every single byte changed, and every cut, is damage`() throws {
    let bytes = try StoredEntry(kind: "Some", seconds: 1, values: Self.values).bytes
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 0x10
      #expect(throws: StoredEntry.Damage.self) { try StoredEntry(bytes: damaged) }
    }
    for count in 0..<bytes.count {
      #expect(throws: StoredEntry.Damage.self) { try StoredEntry(bytes: Array(bytes[..<count])) }
    }
    #expect(throws: StoredEntry.Damage.self) { try StoredEntry(bytes: bytes + [0]) }
  }

  @Test func `lengths that lie are damage even where the digest is right`() throws {
    var random = SplitMix(seed: 3)
    let sound = try StoredEntry(kind: "Some", seconds: 1, values: Self.values).bytes
    for _ in 0..<2000 {
      var body = Array(sound[24...])
      body[Int(random.next() % UInt64(body.count))] = UInt8(truncatingIfNeeded: random.next())
      let digest = Fingerprint(ofBytes: body[...])
      let head = [digest.high, digest.low].flatMap { half in
        stride(from: UInt64(0), to: 64, by: 8).map { UInt8(truncatingIfNeeded: half >> $0) }
      }
      // Read or refused, in little time and memory.
      let entry = try? StoredEntry(bytes: Array(sound[..<8]) + head + body)
      _ = try? entry?.values(as: Self.types)
    }
  }
}
