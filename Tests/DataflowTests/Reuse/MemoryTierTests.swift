import Testing

@testable import Dataflow

@Suite struct MemoryTierTests {
  func fingerprint(_ number: UInt64) -> Fingerprint { Fingerprint(high: 1, low: number) }

  func drawing(_ bytes: Int) -> [any GraphValue] { [Drawing([UInt8](repeating: 0, count: bytes))] }

  @Test func `the budget is kept and what is cheap for its size goes first`() {
    var tier = MemoryTier(budget: 10_000)
    #expect(tier.keep(drawing(4000), of: fingerprint(1), seconds: 9, node: "dear") == [])
    #expect(tier.keep(drawing(4000), of: fingerprint(2), seconds: 0.1, node: "cheap") == [])
    #expect(tier.keep(drawing(4000), of: fingerprint(3), seconds: 5, node: "new") == ["cheap"])
    #expect(tier.find(fingerprint(1)) != nil && tier.find(fingerprint(2)) == nil)
    #expect(tier.bytes <= 10_000)
  }

  @Test func `of equal worth the one goes that is unused the longest`() {
    var tier = MemoryTier(budget: 10_000)
    for number in 1...2 {
      _ = tier.keep(drawing(4000), of: fingerprint(UInt64(number)), seconds: 1, node: "\(number)")
    }
    _ = tier.find(fingerprint(1))
    #expect(tier.keep(drawing(4000), of: fingerprint(3), seconds: 1, node: "3") == ["2"])
  }

  @Test func `what is larger than the budget is not kept, and without one nothing is`() {
    var tier = MemoryTier(budget: 1000)
    #expect(tier.keep(drawing(2000), of: fingerprint(1), seconds: 1, node: "a") == [])
    #expect(tier.find(fingerprint(1)) == nil && tier.bytes == 0)
    var none = MemoryTier(budget: 0)
    _ = none.keep(drawing(1), of: fingerprint(1), seconds: 1, node: "a")
    #expect(none.find(fingerprint(1)) == nil)
  }
}
