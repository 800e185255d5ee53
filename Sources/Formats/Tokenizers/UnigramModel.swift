/// SentencePiece's unigram language model: of all ways to cut a text into pieces the one whose
/// scores add up to most.
///
///     best(end) = max over pieces text[start..<end] of best(start) + score(piece)
///
/// A character that is no piece counts as an unknown one of the lowest score less 10; neighbouring
/// unknown ones are one token.
///
/// Kudo 2018, arXiv:1804.10959, §3.1. Reference: huggingface/tokenizers 0.23.3,
/// tokenizers/src/models/unigram/model.rs, `encode_optimized`.
struct UnigramModel: Sendable {
  /// What an unknown character scores below the lowest piece.
  private static let unknownPenalty = 10.0

  private let trie: PieceTrie
  private let scores: [Double]
  private let unknown: Int
  private let unknownScore: Double
  /// Ids of the pieces `<0x00>` to `<0xFF>` where unknown characters are spelled in bytes.
  private let byteIDs: [Int]?

  /// Requires that `unknown` is the index of a piece.
  init(_ pieces: [(piece: String, score: Double)], unknown: Int, spellsUnknownInBytes: Bool) {
    precondition(pieces.indices.contains(unknown), "unknown piece \(unknown) of \(pieces.count)")
    trie = PieceTrie(pieces.map { Array($0.piece.utf8) })
    scores = pieces.map(\.score)
    self.unknown = unknown
    unknownScore = (scores.min() ?? 0) - Self.unknownPenalty
    byteIDs = spellsUnknownInBytes ? Self.byteIDs(trie) : nil
  }

  /// The ids of all 256 byte pieces; nil if one is missing.
  private static func byteIDs(_ trie: PieceTrie) -> [Int]? {
    let ids = (0...255).compactMap { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return trie.value(of: Array("<0x\(byte < 16 ? "0" : "")\(digits)>".utf8))
    }
    return ids.count == 256 ? ids : nil
  }

  /// Appends the ids of a text's pieces; `text` is UTF-8.
  func append(_ text: [UInt8], to ids: inout [Int]) {
    let path = bestPath(text)
    var index = 0
    while index < path.count {
      var end = index + 1
      if path[index].id == unknown {
        while end < path.count, path[end].id == unknown { end += 1 }
        appendUnknown(Array(text[path[index].start..<path[end - 1].end]), to: &ids)
      } else {
        ids.append(path[index].id)
      }
      index = end
    }
  }

  /// Unknown characters together may be a piece, or be spelled in bytes.
  private func appendUnknown(_ text: [UInt8], to ids: inout [Int]) {
    if let id = trie.value(of: text) {
      ids.append(id)
    } else if let byteIDs {
      ids += text.map { byteIDs[Int($0)] }
    } else {
      ids.append(unknown)
    }
  }

  private struct Step {
    let id: Int
    let start: Int
    let end: Int
  }

  private func bestPath(_ text: [UInt8]) -> [Step] {
    /// The best way to cut the text up to some place: its score, and the piece that ends there.
    struct Best {
      var score = 0.0
      var start = -1
      var id = 0
    }
    var best = [Best](repeating: Best(), count: text.count + 1)
    func offer(_ id: Int, _ start: Int, _ end: Int, _ score: Double) {
      let score = best[start].score + score
      guard best[end].start < 0 || score > best[end].score else { return }
      best[end] = Best(score: score, start: start, id: id)
    }
    var start = 0
    while start < text.count {
      let next = start + Self.byteCount(ofCharacter: text[start])
      var hasSingle = false
      trie.forEachPrefix(of: text, from: start) { id, end in
        offer(id, start, end, scores[id])
        hasSingle = hasSingle || end == next
      }
      if !hasSingle { offer(unknown, start, next, unknownScore) }
      start = next
    }
    var path: [Step] = []
    var end = text.count
    while end > 0 {
      path.append(Step(id: best[end].id, start: best[end].start, end: end))
      end = best[end].start
    }
    return path.reversed()
  }

  private static func byteCount(ofCharacter first: UInt8) -> Int {
    first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
  }
}
