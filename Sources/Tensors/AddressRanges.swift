/// A set of addresses, as the ranges that make it up.
struct AddressRanges: Equatable {
  /// In order; none is empty, and between two of them lies an address that is not in the set.
  private(set) var ranges: [Range<Int>] = []

  /// A set of nothing.
  init() {}

  /// The addresses of one range.
  init(_ range: Range<Int>) {
    insert(range)
  }

  /// Number of addresses.
  var count: Int { ranges.reduce(0) { $0 + $1.count } }

  /// Adds addresses, of which some may be there already.
  mutating func insert(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    let first = ranges.firstIndex { $0.upperBound >= range.lowerBound } ?? ranges.endIndex
    let end = ranges[first...].firstIndex { $0.lowerBound > range.upperBound } ?? ranges.endIndex
    let joined = ranges[first..<end].reduce(range) {
      min($0.lowerBound, $1.lowerBound)..<max($0.upperBound, $1.upperBound)
    }
    ranges.replaceSubrange(first..<end, with: CollectionOfOne(joined))
  }

  /// Takes addresses out, of which some may not be there.
  mutating func remove(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    let first = ranges.firstIndex { $0.upperBound > range.lowerBound } ?? ranges.endIndex
    let end = ranges[first...].firstIndex { $0.lowerBound >= range.upperBound } ?? ranges.endIndex
    let rest = ranges[first..<end].flatMap {
      [$0.clamped(to: .min..<range.lowerBound), $0.clamped(to: range.upperBound..<(.max))]
    }
    ranges.replaceSubrange(first..<end, with: rest.filter { !$0.isEmpty })
  }

  /// The addresses of a range that are not in the set.
  func gaps(in range: Range<Int>) -> AddressRanges {
    var gaps = AddressRanges(range)
    for taken in ranges where taken.overlaps(range) { gaps.remove(taken) }
    return gaps
  }

  /// The range of the set that another lies in.
  func range(around part: Range<Int>) -> Range<Int>? {
    ranges.first { $0.lowerBound <= part.lowerBound && part.upperBound <= $0.upperBound }
  }

  /// The lowest `count` addresses in a row that begin at a multiple of `alignment`.
  func lowest(_ count: Int, alignedTo alignment: Int) -> Range<Int>? {
    for range in ranges {
      let start = range.lowerBound.roundedUp(to: alignment)
      if start + count <= range.upperBound { return start..<start + count }
    }
    return nil
  }
}

extension Int {
  /// The least multiple of a positive number that is not less than this, which is not negative.
  func roundedUp(to unit: Int) -> Int { (self + unit - 1) / unit * unit }

  /// The greatest multiple of a positive number that is not more than this, which is not negative.
  func roundedDown(to unit: Int) -> Int { self / unit * unit }
}
