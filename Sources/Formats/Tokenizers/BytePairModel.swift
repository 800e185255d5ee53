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
    var symbols = BytePairWord(word.count)
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

  private func merge(_ symbols: inout BytePairWord) {
    var queue = MergeQueue()
    func offer(_ left: Int, _ symbols: BytePairWord) {
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
