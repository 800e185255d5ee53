import CKernels

/// Rows of float32 rounded to eight bits, 32 numbers to a scale.
struct RoundedRows {
  let codes: UnsafePointer<Int8>
  /// One for 32 numbers.
  let scales: UnsafePointer<Float>
  /// The sums of 16 rounded numbers.
  let sums: UnsafePointer<Float>

  /// Calls `body` with the rounded numbers of a contiguous float32 tensor whose last axis is a multiple of
  /// 32.
  static func rounding(_ x: Tensor, _ body: (RoundedRows) -> Void) {
    let blocks = x.count / 32
    // The sums, the scales, then the codes.
    let storage = Storage(byteCount: blocks * (8 + 4 + 32))
    let sums = storage.base.bindMemory(to: Float.self, capacity: 2 * blocks)
    let scales = (storage.base + 8 * blocks).bindMemory(to: Float.self, capacity: blocks)
    let codes = (storage.base + 12 * blocks).bindMemory(to: Int8.self, capacity: 32 * blocks)
    x.withFloats { x in
      Parallel.for(count: blocks, grain: Parallel.elementGrain / 32) { part in
        let first = part.lowerBound
        k_round_codes(
          x + 32 * first, 32 * part.count, codes + 32 * first, scales + first, sums + 2 * first)
      }
    }
    body(RoundedRows(codes: codes, scales: scales, sums: sums))
    withExtendedLifetime(storage) {}
  }
}
