import Tensors

/// Attention of FLUX at 512² and 1024², of T5, of the autoencoder and of critters.
func attentionBenchmarks() -> [Benchmark] {
  let shapes = [
    (heads: 24, tokens: 1536, width: 128), (24, 4608, 128), (64, 512, 64), (1, 4096, 512),
    (8, 128, 32), (12, 77, 64),
  ]
  return shapes.map { heads, tokens, width in
    Benchmark(
      name: "attention \(heads) × [\(tokens), \(width)]",
      work: .operations(4 * Double(heads * tokens * tokens * width))
    ) {
      let q = Tensor.randomNormal([1, heads, tokens, width], seed: 1)
      let k = Tensor.randomNormal([1, heads, tokens, width], seed: 2)
      let v = Tensor.randomNormal([1, heads, tokens, width], seed: 3)
      return { .attention(q, k, v) }
    }
  }
}
