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
  let formats = BlockFormat.allCases
  let square = formats.flatMap { format in
    blockProducts(tokens: 1536, from: columns, to: rows, format)
  }
  let wide = [BlockFormat.q8Type0, .q4K].flatMap { format in
    [(3072, 12288), (15360, 3072)].flatMap { from, to in
      blockProducts(tokens: 1536, from: from, to: to, format)
    }
  }
  let decoding = formats.flatMap { blockProducts(tokens: 1, from: 4096, to: 32768, $0) }
  let table = [(1536, 3072, 3072), (1, 4096, 32768)].map(tableProduct)
  return widening + square + wide + decoding + table
}

/// A linear layer whose weight is four bits a number, in the form of bitsandbytes: scales of eight bits.
private func tableProduct(tokens: Int, from: Int, to: Int) -> Benchmark {
  let (count, run) = (from * to, 64)
  let work: Benchmark.Work =
    tokens == 1
    ? .reading(Double(count / 2 + count / run)) : .operations(2 * Double(tokens * count))
  return Benchmark(name: "linear [\(tokens), \(from)] → \(to), NF4, exact", work: work) {
    func bytes(_ count: Int) -> Tensor {
      Tensor(bytes: [UInt8](repeating: 0x5A, count: count), shape: [count])
    }
    let weight = TableMatrix(
      rows: to, columns: from, codes: bytes(count / 2), table: .randomNormal([16], seed: 2),
      run: run,
      scales: .looked(
        codes: bytes(count / run), table: .randomNormal([256], seed: 3),
        scales: .randomNormal([count / run / 256], seed: 4), run: 256, offset: 1),
      rounding: .bfloat16)
    let x = Tensor.randomNormal([tokens, from], seed: 1)
    return { x.linear(weight) }
  }
}

/// A linear layer whose weight is in blocks, in each precision; for one token, reading the weight is the
/// work.
private func blockProducts(
  tokens: Int, from: Int, to: Int, _ format: BlockFormat
) -> [Benchmark] {
  let precisions: [ProductPrecision] = format.hasCodes ? [.exact, .fast] : [.exact]
  return precisions.map { precision in
    let operations = 2 * Double(tokens * from * to)
    let bytes = Double(from * to / format.count * format.byteCount)
    let work: Benchmark.Work =
      tokens == 1
      ? .reading(bytes) : precision == .fast ? .codeOperations(operations) : .operations(operations)
    let name = "linear [\(tokens), \(from)] → \(to), \(format.rawValue), \(precision)"
    return Benchmark(name: name, work: work) {
      let x = Tensor.randomNormal([tokens, from], seed: 1)
      let weight = blockMatrix(rows: to, columns: from, format)
      return { x.linear(weight, precision: precision) }
    }
  }
}

/// A matrix of blocks whose bytes are 1: what is in them does not change the time.
private func blockMatrix(rows: Int, columns: Int, _ format: BlockFormat) -> BlockMatrix {
  let byteCount = rows * columns / format.count * format.byteCount
  let storage = Storage(byteCount: byteCount) { bytes in
    bytes.initializeMemory(as: UInt8.self, repeating: 1)
  }
  return BlockMatrix(storage: storage, byteOffset: 0, rows: rows, columns: columns, format: format)
}
