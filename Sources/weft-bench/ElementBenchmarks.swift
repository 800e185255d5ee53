import Tensors

/// Functions, norms and moves of FLUX's tokens at 512², and of the autoencoder's planes.
func elementBenchmarks() -> [Benchmark] {
  let tokens = Tensor.randomNormal([1, 1536, 3072], seed: 1)
  let scale = Tensor.randomNormal([3072], seed: 2)
  let heads = tokens.reshaped([1, 1536, 24, 128]).transposed(1, 2)
  let angles = Tensor.randomNormal([1536, 64], seed: 3)
  let (cosine, sine) = (angles.cos(), angles.sin())
  let planes = Tensor.randomNormal([1, 128, 256, 256], seed: 4)
  let planeScale = Tensor.randomNormal([128], seed: 5)
  // Read once, written once.
  let tokenWork = Benchmark.Work.bytes(Double(tokens.count * 8))
  let planeWork = Benchmark.Work.bytes(Double(planes.count * 8))
  return [
    Benchmark(name: "element: x · scale + x, tokens", work: tokenWork) { tokens * scale + tokens },
    Benchmark(name: "element: geluTanh, tokens", work: tokenWork) { tokens.geluTanh() },
    Benchmark(name: "element: silu, planes", work: planeWork) { planes.silu() },
    Benchmark(name: "norm: layerNorm, tokens", work: tokenWork) {
      tokens.layerNorm(scale: nil, bias: nil, epsilon: 1e-6)
    },
    Benchmark(name: "norm: rmsNorm, tokens", work: tokenWork) {
      tokens.rmsNorm(scale: scale, epsilon: 1e-6)
    },
    Benchmark(name: "norm: groupNorm, planes", work: planeWork) {
      planes.groupNorm(groups: 32, scale: planeScale, bias: planeScale, epsilon: 1e-6)
    },
    Benchmark(name: "norm: softmax, tokens", work: tokenWork) { tokens.softmax() },
    Benchmark(name: "move: heads to tokens", work: tokenWork) { heads.contiguous() },
    Benchmark(name: "move: planes to pixels", work: planeWork) {
      planes.reshaped([128, 65536]).transposed().contiguous()
    },
    Benchmark(name: "rotary: neighbours", work: tokenWork) {
      heads.rotated(cosine: cosine, sine: sine, pairing: .neighbours)
    },
    Benchmark(name: "rotary: halves", work: tokenWork) {
      heads.rotated(cosine: cosine, sine: sine, pairing: .halves)
    },
    Benchmark(name: "resize: nearest ×2, planes", work: planeWork) {
      planes.resized(height: 512, width: 512, .nearest)
    },
    Benchmark(name: "resize: bicubic to ½, planes", work: planeWork) {
      planes.resized(height: 128, width: 128, .bicubic, antialiased: true)
    },
    Benchmark(name: "random: normal, tokens", work: tokenWork) {
      .randomNormal([1, 1536, 3072], seed: 1)
    },
  ]
}
