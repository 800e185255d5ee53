import CKernels

/// One attention: its operands and how its work is cut.
struct Attention {
  let q: Tensor
  let k: Tensor
  let v: Tensor
  let rule: AttentionBias?
  let scale: Float
  let isCausal: Bool
  /// `[batch, heads, queries, valueWidth]`, of the heads and queries that were given.
  private let resultShape: [Int]

  /// - Parameters: As of ``Tensor/attention(_:_:_:scale:bias:causal:)``.
  init(_ q: Tensor, _ k: Tensor, _ v: Tensor, scale: Float?, bias: Tensor?, causal: Bool) {
    precondition(
      q.rank == 4 && k.rank == 4 && v.rank == 4 && q.shape[0] == k.shape[0]
        && k.shape[1] > 0 && q.shape[1] % k.shape[1] == 0 && q.shape[3] == k.shape[3]
        && k.shape[..<3] == v.shape[..<3],
      "attention: queries \(q.shape), keys \(k.shape), values \(v.shape)")
    resultShape = Array(q.shape.dropLast()) + [v.shape[3]]
    let scores = Array(q.shape.dropLast()) + [k.shape[2]]
    // With one query for each head, the heads that share keys are taken as queries of one head, which
    // reads the keys once for all of them. The last query sees every key.
    let joins = q.shape[2] == 1
    let shape = joins ? [q.shape[0], k.shape[1], q.shape[1] / k.shape[1], k.shape[2]] : scores
    let queries = joins ? q.reshaped(Array(shape.dropLast()) + [q.shape[3]]) : q
    rule = AttentionBias(joins ? bias?.broadcast(to: scores).reshaped(shape) : bias, shape: shape)
    self.q = queries.withRowsOfFloats()
    self.k = k.withRowsOfFloats()
    self.v = v.withRowsOfFloats()
    self.scale = scale ?? 1 / Float(max(q.shape[3], 1)).squareRoot()
    isCausal = causal && !joins
  }

  private var heads: Int { q.shape[1] }
  private var queries: Int { q.shape[2] }
  private var keys: Int { k.shape[2] }
  private var valueWidth: Int { v.shape[3] }

  /// Queries of one piece of work: many, which spares laying the keys and values out again, but all
  /// threads are to have their share.
  private var tile: Int {
    let tiles = [1536, 768, 384]
    return tiles.first { tile in
      Parallel.isBalanced(parts: q.shape[0] * heads * ((queries + tile - 1) / tile))
    } ?? 192
  }

  /// Attends all queries of all heads.
  ///
  /// - Parameter logSums: Where `[batch, heads, queries]` logarithms of sums go, or nil.
  /// - Returns: `[batch, heads, queries, valueWidth]`.
  func result(logSums: UnsafeMutablePointer<Float>? = nil) -> Tensor {
    let tile = self.tile
    let blocks = (queries + tile - 1) / tile
    let work = min(queries, tile) * keys * (q.shape[3] + valueWidth)
    let set = Instructions.current.kernelSet
    return Tensor(writing: resultShape) { y in
      // Small heads go several to a part.
      let grain = max(1, (1 << 19) / max(work, 1))
      Parallel.for(count: q.shape[0] * heads * blocks, grain: grain, mayStop: true) {
        for piece in $0 {
          let (head, block) = piece.quotientAndRemainder(dividingBy: blocks)
          let first = block * tile
          let last = min(first + tile, queries)
          let row = head * queries + first
          var part = attention(batch: head / heads, head: head % heads)
          Scratch.withFloats(k_attend_scratch(&part, last - first)) { scratch in
            k_attend_f32(
              set, &part, first, last, y + row * valueWidth, logSums.map { $0 + row }, scratch)
          }
        }
      }
      withExtendedLifetime((q, k, v, rule)) {}
    }
  }

  private func attention(batch: Int, head: Int) -> k_attention {
    let keyHead = head / (heads / k.shape[1])
    var rule = rule?.rule(batch: batch, head: head) ?? AttentionBias.none
    rule.visible = isCausal ? keys - queries + 1 : .max
    return k_attention(
      q: q.rows(batch, head, across: false), k: k.rows(batch, keyHead, across: false),
      v: v.rows(batch, keyHead, across: true), keys: keys, width: q.shape[3],
      value_width: valueWidth, scale: scale, rule: rule)
  }
}

extension Tensor {
  /// The tensor as float32 whose last axis lies without gaps.
  fileprivate func withRowsOfFloats() -> Tensor {
    let wide = readAsFloat32()
    return shape[3] <= 1 || wide.layout.strides[3] == 1 ? wide : wide.contiguous()
  }

  /// The rows of one head of `[batch, heads, tokens, width]`.
  fileprivate func rows(_ batch: Int, _ head: Int, across: Bool) -> k_lines {
    let strides = layout.strides
    let size = elementType.byteCount
    return k_lines(
      start: start + (batch * strides[0] + head * strides[1]) * size, stride: strides[2] * size,
      widen: nil, format: 0, scale: 1, context: nil, across: across ? 1 : 0)
  }
}
