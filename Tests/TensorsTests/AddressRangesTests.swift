import TestSupport
import Testing

@testable import Tensors

@Suite struct AddressRangesTests {
  @Test func `ranges that meet are one, and what is taken out of one leaves two`() {
    var set = AddressRanges(0..<10)
    set.insert(20..<30)
    #expect(set.ranges == [0..<10, 20..<30])
    set.insert(10..<20)
    #expect(set.ranges == [0..<30])
    set.remove(5..<6)
    #expect(set.ranges == [0..<5, 6..<30])
    #expect(set.count == 29)
    set.remove(0..<30)
    #expect(set == AddressRanges())
  }

  @Test func `the lowest place that is large enough begins at a multiple`() {
    var set = AddressRanges(1..<4)
    set.insert(6..<16)
    #expect(set.lowest(3, alignedTo: 1) == 1..<4)
    #expect(set.lowest(3, alignedTo: 2) == 6..<9)
    #expect(set.lowest(8, alignedTo: 8) == 8..<16)
    #expect(set.lowest(9, alignedTo: 8) == nil)
  }

  @Test func `a range around another is of the set as a whole`() {
    var set = AddressRanges(1..<4)
    set.insert(6..<16)
    #expect(set.range(around: 6..<8) == 6..<16)
    #expect(set.range(around: 3..<5) == nil)
    #expect(set.range(around: 4..<6) == nil)
  }

  @Test func `any ranges put in and taken out leave the addresses that a plain set has`() {
    var random = SplitMix(seed: 7)
    for _ in 0..<50 {
      var (set, plain) = (AddressRanges(), Set<Int>())
      for _ in 0..<60 {
        let start = Int.random(in: 0..<64, using: &random)
        let range = start..<start + Int.random(in: 0..<12, using: &random)
        #expect(
          set.gaps(in: range).ranges.flatMap(Array.init) == range.filter { !plain.contains($0) })
        if Bool.random(using: &random) {
          set.insert(range)
          plain.formUnion(range)
        } else {
          set.remove(range)
          plain.subtract(range)
        }
        #expect(set.ranges.flatMap(Array.init) == plain.sorted())
        #expect(set.count == plain.count)
        let apart = zip(set.ranges, set.ranges.dropFirst()).allSatisfy {
          $0.upperBound < $1.lowerBound
        }
        #expect(apart && !set.ranges.contains { $0.isEmpty })
        for count in 1...5 {
          for alignment in [1, 3, 4] {
            let lowest = (0..<76).first { start in
              start.isMultiple(of: alignment)
                && (start..<start + count).allSatisfy(plain.contains)
            }
            #expect(set.lowest(count, alignedTo: alignment)?.lowerBound == lowest)
          }
        }
      }
    }
  }
}
