import Tensors

/// Linear layers of FLUX, of T5, of a language model, and of critters.
func productBenchmarks() -> [Benchmark] {
  let shapes: [(tokens: Int, from: Int, to: Int, type: ElementType)] = [
    (512, 3072, 3072, .float32), (512, 3072, 3072, .bfloat16), (512, 3072, 12288, .bfloat16),
    (77, 768, 3072, .float32), (1, 3072, 18432, .bfloat16), (4, 3072, 18432, .bfloat16),
    (1, 3072, 18432, .float32), (128, 256, 1024, .float32), (128, 256, 256, .float32),
    (1536, 3072, 3072, .float32), (1536, 3072, 9216, .bfloat16), (1536, 15360, 3072, .bfloat16),
    (512, 4096, 10240, .bfloat16), (300, 2048, 11008, .float16),
  ]
  return shapes.map { tokens, from, to, type in
    let operations = 2 * Double(tokens) * Double(from) * Double(to)
    return Benchmark(
      name: "linear [\(tokens), \(from)] → \(to), \(type)",
      work: type == .bfloat16 ? .halfOperations(operations) : .operations(operations)
    ) {
      let x = Tensor.randomNormal([tokens, from], seed: 1)
      let weight = Tensor.randomNormal([to, from], seed: 2).converted(to: type)
      let bias = Tensor.randomNormal([to], seed: 3)
      return { x.linear(weight, bias: bias) }
    }
  }
}
