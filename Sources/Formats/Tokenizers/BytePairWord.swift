/// A word on its way through byte pair encoding: its symbols, linked so that merging two costs the
/// same everywhere.
struct BytePairWord {
  private(set) var ids: [Int32] = []
  private var nexts: [Int] = []
  private var previouses: [Int] = []
  private var alive: [Bool] = []

  init(_ capacity: Int) {
    ids.reserveCapacity(capacity)
    nexts.reserveCapacity(capacity)
    previouses.reserveCapacity(capacity)
    alive.reserveCapacity(capacity)
  }

  mutating func append(_ id: Int32) {
    previouses.append(ids.count - 1)
    nexts.append(ids.count + 1)
    alive.append(true)
    ids.append(id)
  }

  func isAlive(_ index: Int) -> Bool { alive[index] }

  func next(_ index: Int) -> Int? { nexts[index] < ids.count ? nexts[index] : nil }

  func previous(_ index: Int) -> Int? { previouses[index] >= 0 ? previouses[index] : nil }

  mutating func merge(_ left: Int, _ right: Int, into id: Int32) {
    ids[left] = id
    alive[right] = false
    nexts[left] = nexts[right]
    if nexts[right] < ids.count { previouses[nexts[right]] = left }
  }

  func forEach(_ body: (Int32) -> Void) {
    for index in ids.indices where alive[index] { body(ids[index]) }
  }
}
