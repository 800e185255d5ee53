/// Possible merges, the first of the list first, and of equal ones the leftmost: a binary heap.
struct MergeQueue {
  struct Entry: Comparable {
    let rank: Int32
    let place: Int32

    static func < (a: Entry, b: Entry) -> Bool { (a.rank, a.place) < (b.rank, b.place) }
  }

  private var entries: [Entry] = []

  mutating func push(_ entry: Entry) {
    entries.append(entry)
    var child = entries.count - 1
    while child > 0, entries[child] < entries[(child - 1) / 2] {
      entries.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func pop() -> Entry? {
    guard let first = entries.first, let last = entries.popLast() else { return nil }
    guard !entries.isEmpty else { return first }
    entries[0] = last
    var parent = 0
    while let child = smallestChild(of: parent), entries[child] < entries[parent] {
      entries.swapAt(child, parent)
      parent = child
    }
    return first
  }

  private func smallestChild(of parent: Int) -> Int? {
    let children = (2 * parent + 1)..<min(2 * parent + 3, max(entries.count, 2 * parent + 1))
    return children.min { entries[$0] < entries[$1] }
  }
}
