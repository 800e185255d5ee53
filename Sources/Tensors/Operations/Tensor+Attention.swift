import CKernels
import COpenBLAS

extension Tensor {
  /// Attention: for each query, the mean of the values, weighted by the softmax of its scores.
  ///
  ///     softmax(q · kᵀ · scale + bias) · v
  ///
  /// Vaswani et al. 2017, arXiv:1706.03762, §3.2.1. The scores are made a block of keys at a time and
  /// never stored whole. A query that may see no key gets zeros.
  ///
  /// - Parameters:
  ///   - q: Queries, `[batch, heads, queries, width]`.
  ///   - k: Keys, `[batch, keyHeads, keys, width]`; `heads` is a multiple of `keyHeads`, and each key
  ///     head serves `heads / keyHeads` neighbouring heads.
  ///   - v: Values, `[batch, keyHeads, keys, valueWidth]`.
  ///   - scale: Factor of the scores; 1/√width by default.
  ///   - bias: Numbers added to the scores, or for bool whether a query may see a key; broadcasts to
  ///     `[batch, heads, queries, keys]`.
  ///   - causal: Whether a query sees only the keys up to its own place, the last query being at the
  ///     place of the last key.
  /// - Returns: float32, `[batch, heads, queries, valueWidth]`.
  public static func attention(
    _ q: Tensor, _ k: Tensor, _ v: Tensor, scale: Float? = nil, bias: Tensor? = nil,
    causal: Bool = false
  ) -> Tensor {
    precondition(
      q.rank == 4 && k.rank == 4 && v.rank == 4 && q.shape[0] == k.shape[0]
        && k.shape[1] > 0 && q.shape[1] % k.shape[1] == 0 && q.shape[3] == k.shape[3]
        && k.shape[..<3] == v.shape[..<3],
      "attention: queries \(q.shape), keys \(k.shape), values \(v.shape)")
    let attention = Attention(
      q: q.withRowsForBLAS(), k: k.withRowsForBLAS(), v: v.withRowsForBLAS(),
      rule: AttentionBias(bias, shape: [q.shape[0], q.shape[1], q.shape[2], k.shape[2]]),
      scale: scale ?? 1 / Float(max(q.shape[3], 1)).squareRoot(), isCausal: causal)
    return attention.result()
  }

  /// The tensor as float32 whose last axis lies without gaps, in rows that BLAS can step over.
  fileprivate func withRowsForBLAS() -> Tensor {
    let wide = readAsFloat32()
    let strides = wide.layout.strides
    let isReadable =
      (shape[3] <= 1 || strides[3] == 1) && (shape[2] <= 1 || strides[2] >= max(shape[3], 1))
    return isReadable ? wide : wide.contiguous()
  }
}

/// One attention: its operands and how its work is cut.
private struct Attention {
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
      let grain = max(1, (1 << 17) / max(work, 1))
      Parallel.for(count: q.shape[0] * heads * blocks, grain: grain) {
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
    withUnsafeTemporaryAllocation(of: Float.self, capacity: rows * (columns + 2)) { scratch in
      guard let scores = scratch.baseAddress else { return }
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

/// What is added to scores, or hides some, as the kernel reads it.
private struct AttentionBias {
  private let tensor: Tensor
  private let strides: [Int]

  /// The bias broadcast to `[batch, heads, queries, keys]` without a copy; nil without a bias.
  init?(_ bias: Tensor?, shape: [Int]) {
    guard let bias else { return nil }
    tensor = (bias.elementType == .bool ? bias : bias.readAsFloat32()).broadcast(to: shape)
    strides = tensor.layout.strides
  }

  static var none: k_attention_rule {
    k_attention_rule(
      bias: nil, bias_row: 0, bias_column: 0, mask: nil, mask_row: 0, mask_column: 0, visible: .max)
  }

  /// The rule of the block of scores that begins at a query and a key.
  func rule(batch: Int, head: Int, query: Int, key: Int) -> k_attention_rule {
    let place = batch * strides[0] + head * strides[1] + query * strides[2] + key * strides[3]
    var rule = Self.none
    if tensor.elementType == .bool {
      rule.mask = tensor.start.assumingMemoryBound(to: UInt8.self) + place
      rule.mask_row = strides[2]
      rule.mask_column = strides[3]
    } else {
      rule.bias = tensor.start.assumingMemoryBound(to: Float.self) + place
      rule.bias_row = strides[2]
      rule.bias_column = strides[3]
    }
    return rule
  }
}
