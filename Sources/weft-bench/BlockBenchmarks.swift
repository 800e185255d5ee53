import Tensors

/// Matrices packed in blocks: widened alone, and multiplied, at shapes of FLUX and of language models.
func blockBenchmarks() -> [Benchmark] {
  let (rows, columns) = (3072, 3072)
  let widening = BlockFormat.allCases.map { format in
    let count = rows * columns
    return Benchmark(
      name: "widen \(format.rawValue) [\(rows), \(columns)]",
      work: .bytes(Double(count / format.count * format.byteCount + count * 4))
    ) {
      let matrix = blockMatrix(rows: rows, columns: columns, format)
      return { matrix.widened() }
    }
  }
  let shapes: [(tokens: Int, from: Int, to: Int)] = [
    (1536, 3072, 3072), (1536, 3072, 12288), (1, 2048, 11008),
  ]
  let formats = [BlockFormat.q8Type0, .q4K, .q6K]
  let products = shapes.flatMap { shape in
    formats.flatMap { format in
      ProductPrecision.allCases.map { precision in
        Benchmark(
          name:
            "linear [\(shape.tokens), \(shape.from)] → \(shape.to), \(format.rawValue), \(precision)",
          work: .operations(2 * Double(shape.tokens) * Double(shape.from) * Double(shape.to))
        ) {
          let x = Tensor.randomNormal([shape.tokens, shape.from], seed: 1)
          let weight = blockMatrix(rows: shape.to, columns: shape.from, format)
          return { x.linear(weight, precision: precision) }
        }
      }
    }
  }
  return widening + products
}

/// A matrix of blocks whose bytes are 1: what is in them does not change the time.
private func blockMatrix(rows: Int, columns: Int, _ format: BlockFormat) -> BlockMatrix {
  let byteCount = rows * columns / format.count * format.byteCount
  let storage = Storage(byteCount: byteCount) { bytes in
    bytes.initializeMemory(as: UInt8.self, repeating: 1)
  }
  return BlockMatrix(storage: storage, byteOffset: 0, rows: rows, columns: columns, format: format)
}
