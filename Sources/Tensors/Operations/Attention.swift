import CKernels
import COpenBLAS

/// One attention: its operands and how its work is cut.
struct Attention {
  let q: Tensor
  let k: Tensor
  let v: Tensor
  let rule: AttentionBias?
  let scale: Float
  let isCausal: Bool

  /// Queries and keys whose scores are held at one time: 256 KiB, half a second-level cache.
  private static let queryBlock = 256
  private static let keyBlock = 256

  private var heads: Int { q.shape[1] }
  private var queries: Int { q.shape[2] }
  private var keys: Int { k.shape[2] }
  private var valueWidth: Int { v.shape[3] }

  /// Parts of the work: a block of queries of one head.
  func result() -> Tensor {
    BLAS.prepare()
    let blocks = (queries + Self.queryBlock - 1) / Self.queryBlock
    let work = min(queries, Self.queryBlock) * keys * (q.shape[3] + valueWidth)
    return Tensor(writing: [q.shape[0], heads, queries, valueWidth]) { y in
      // Small heads go several to a part.
      let grain = max(1, (1 << 19) / max(work, 1))
      Parallel.for(count: q.shape[0] * heads * blocks, grain: grain, mayStop: true) {
        for piece in $0 {
          let (head, block) = piece.quotientAndRemainder(dividingBy: blocks)
          let first = block * Self.queryBlock
          let range = first..<min(first + Self.queryBlock, queries)
          attend(
            batch: head / heads, head: head % heads, range, into: y + head * queries * valueWidth)
        }
      }
      withExtendedLifetime((q, k, v, rule)) {}
    }
  }

  /// Attends the queries in `range` of one head, whose result begins at `y`.
  private func attend(
    batch: Int, head: Int, _ range: Range<Int>, into y: UnsafeMutablePointer<Float>
  ) {
    let rows = range.count
    let keyHead = head / (heads / k.shape[1])
    let target = y + range.lowerBound * valueWidth
    target.update(repeating: 0, count: rows * valueWidth)
    let columns = min(keys, Self.keyBlock)
    Scratch.withFloats(rows * (columns + 2)) { scores in
      let largest = scores + rows * columns
      let sum = largest + rows
      largest.update(repeating: -.infinity, count: rows)
      sum.update(repeating: 0, count: rows)
      var attended = k_attended(
        largest: largest, sum: sum, y: target, rows: rows, width: valueWidth)
      let end = isCausal ? min(keys, max(0, range.upperBound + keys - queries)) : keys
      for first in stride(from: 0, to: end, by: Self.keyBlock) {
        let block = first..<min(first + Self.keyBlock, end)
        score(batch: batch, head: head, keyHead: keyHead, range, block, into: scores)
        var rule =
          rule?.rule(batch: batch, head: head, query: range.lowerBound, key: first)
          ?? AttentionBias.none
        rule.visible = isCausal ? range.lowerBound + keys - queries - first + 1 : .max
        k_attend_f32(scores, block.count, &rule, &attended)
        addValues(batch: batch, keyHead: keyHead, rows: rows, block, weights: scores, to: target)
      }
      k_attend_finish_f32(&attended)
    }
  }

  private func score(
    batch: Int, head: Int, keyHead: Int, _ queries: Range<Int>, _ keys: Range<Int>,
    into scores: UnsafeMutablePointer<Float>
  ) {
    let width = q.shape[3]
    let left = q.row(batch, head, queries.lowerBound)
    let right = k.row(batch, keyHead, keys.lowerBound)
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, CblasTrans, Int32(queries.count), Int32(keys.count),
      Int32(width), scale, left, q.rowStride, right, k.rowStride, 0, scores, Int32(keys.count))
  }

  private func addValues(
    batch: Int, keyHead: Int, rows: Int, _ keys: Range<Int>,
    weights: UnsafeMutablePointer<Float>, to y: UnsafeMutablePointer<Float>
  ) {
    let values = v.row(batch, keyHead, keys.lowerBound)
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(rows), Int32(valueWidth), Int32(keys.count),
      1, weights, Int32(keys.count), values, v.rowStride, 1, y, Int32(max(valueWidth, 1)))
  }
}

extension Tensor {
  /// The first element of one row of `[batch, heads, tokens, width]`.
  fileprivate func row(_ batch: Int, _ head: Int, _ token: Int) -> UnsafePointer<Float> {
    let strides = layout.strides
    return start.assumingMemoryBound(to: Float.self)
      + (batch * strides[0] + head * strides[1] + token * strides[2])
  }

  /// The distance between rows as BLAS is told it.
  fileprivate var rowStride: Int32 { Int32(shape[2] <= 1 ? max(shape[3], 1) : layout.strides[2]) }
}
