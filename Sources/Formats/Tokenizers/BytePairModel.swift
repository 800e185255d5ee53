/// Byte pair encoding over bytes: a word begins as its bytes, and the pair of neighbours that the
/// list of merges has first is merged until none is left.
///
/// Sennrich et al. 2016, arXiv:1508.07909, §3.2. Reference: huggingface/tokenizers 0.23.3,
/// tokenizers/src/models/bpe/model.rs and word.rs.
struct BytePairModel: Sendable {
  private struct Pair: Hashable {
    let left: Int32
    let right: Int32
  }

  private struct Merge {
    let rank: Int32
    let result: Int32
  }

  /// Ids of single bytes inside a word and at its end; nil where the vocabulary has none.
  private let inner: [Int32?]
  private let last: [Int32?]
  private let merges: [Pair: Merge]
  private let unknown: Int32?
  private let fusesUnknown: Bool

  /// Looks up bytes and merges in a vocabulary.
  ///
  /// - Parameters:
  ///   - vocabulary: Tokens in the byte-level alphabet; ids of at most 31 bits.
  ///   - pairs: Pairs of tokens, the most important first.
  ///   - wordSuffix: What a token ends with that ends a word, such as `</w>`.
  ///   - unknown: The token for bytes outside the vocabulary; such bytes are dropped without it.
  ///   - fusesUnknown: Whether neighbouring unknown bytes are one token.
  /// - Throws: The index of a merge whose tokens or result are not in the vocabulary.
  init(
    _ vocabulary: Vocabulary, merges pairs: [(String, String)], wordSuffix: String,
    unknown: String?, fusesUnknown: Bool
  ) throws(UnknownMerge) {
    func id(_ token: String) -> Int32? { vocabulary.id(of: token).map { Int32($0) } }
    inner = ByteLevel.characters.map { id(String($0)) }
    last = ByteLevel.characters.map { id(String($0) + wordSuffix) }
    self.unknown = unknown.flatMap(id)
    self.fusesUnknown = fusesUnknown
    var merges: [Pair: Merge] = [:]
    merges.reserveCapacity(pairs.count)
    for (rank, (left, right)) in pairs.enumerated() {
      guard let a = id(left), let b = id(right), let result = id(left + right) else {
        throw UnknownMerge(index: rank)
      }
      merges[Pair(left: a, right: b)] = Merge(rank: Int32(rank), result: result)
    }
    self.merges = merges
  }

  /// A merge whose tokens or result are not in the vocabulary.
  struct UnknownMerge: Error {
    let index: Int
  }

  /// Appends the ids of one word.
  func append(_ word: [UInt8], to ids: inout [Int]) {
    var symbols = Symbols(word.count)
    var unknownEnds = false
    for (index, byte) in word.enumerated() {
      if let id = (index == word.count - 1 ? last : inner)[Int(byte)] {
        symbols.append(id)
        unknownEnds = false
      } else if let unknown, !(unknownEnds && fusesUnknown) {
        symbols.append(unknown)
        unknownEnds = true
      }
    }
    merge(&symbols)
    symbols.forEach { ids.append(Int($0)) }
  }

  private func merge(_ symbols: inout Symbols) {
    var queue = MergeQueue()
    func offer(_ left: Int, _ symbols: Symbols) {
      guard let right = symbols.next(left),
        let merge = merges[Pair(left: symbols.ids[left], right: symbols.ids[right])]
      else { return }
      queue.push(MergeQueue.Entry(rank: merge.rank, place: Int32(left)))
    }
    for index in symbols.ids.indices { offer(index, symbols) }
    while let entry = queue.pop() {
      let left = Int(entry.place)
      // The pair may have changed since it was offered.
      guard symbols.isAlive(left), let right = symbols.next(left),
        let merge = merges[Pair(left: symbols.ids[left], right: symbols.ids[right])],
        merge.rank == entry.rank
      else { continue }
      symbols.merge(left, right, into: merge.result)
      if let previous = symbols.previous(left) { offer(previous, symbols) }
      offer(left, symbols)
    }
  }
}

/// The symbols of a word, linked so that merging two costs the same everywhere.
private struct Symbols {
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

/// Possible merges, the first of the list first, and of equal ones the leftmost: a binary heap.
private struct MergeQueue {
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
