import Tensors

/// Functions, norms and moves of FLUX's tokens at 512², and of the autoencoder's planes.
///
/// Bytes are those of one reading and one writing of the larger picture.
func elementBenchmarks() -> [Benchmark] {
  ofTokens("element: x · scale + x") { x, scale in x * scale + x }
    + ofTokens("element: geluTanh") { x, _ in x.geluTanh() }
    + ofPlanes("element: silu") { x, _ in x.silu() }
    + ofTokens("norm: layerNorm") { x, _ in x.layerNorm(scale: nil, bias: nil, epsilon: 1e-6) }
    + ofTokens("norm: rmsNorm") { x, scale in x.rmsNorm(scale: scale, epsilon: 1e-6) }
    + ofPlanes("norm: groupNorm") { x, scale in
      x.groupNorm(groups: 32, scale: scale, bias: scale, epsilon: 1e-6)
    }
    + ofTokens("norm: softmax") { x, _ in x.softmax() }
    + ofTokens("move: heads") { x, _ in
      x.reshaped([1, 1536, 24, 128]).transposed(1, 2).contiguous()
    }
    + ofPlanes("move: channels last") { x, _ in x.permuted([0, 2, 3, 1]).contiguous() }
    + ofTokens("rotary: neighbours") { x, _ in rotated(x, .neighbours) }
    + ofTokens("rotary: halves") { x, _ in rotated(x, .halves) }
    + ofPlanes("resize: nearest to double", scale: 4) { x, _ in
      x.resized(height: 512, width: 512, .nearest)
    }
    + ofPlanes("resize: bicubic to half") { x, _ in
      x.resized(height: 128, width: 128, .bicubic, antialiased: true)
    }
    + ofTokens("random: normal") { x, _ in .randomNormal(x.shape, seed: 1) }
}

private func rotated(_ x: Tensor, _ pairing: RotaryPairing) -> Tensor {
  let angles = Tensor.full(0.5, [1536, 64]).contiguous()
  return x.reshaped([1, 1536, 24, 128]).transposed(1, 2)
    .rotated(cosine: angles, sine: angles, pairing: pairing)
}

private func ofTokens(
  _ name: String, _ operation: @escaping (Tensor, Tensor) -> Tensor
) -> [Benchmark] {
  of([1, 1536, 3072], channels: 3072, "\(name), tokens", 1, operation)
}

private func ofPlanes(
  _ name: String, scale: Double = 1, _ operation: @escaping (Tensor, Tensor) -> Tensor
) -> [Benchmark] {
  of([1, 128, 256, 256], channels: 128, "\(name), planes", scale, operation)
}

/// One benchmark of an operation on a tensor and a number for each channel.
private func of(
  _ shape: [Int], channels: Int, _ name: String, _ scale: Double,
  _ operation: @escaping (Tensor, Tensor) -> Tensor
) -> [Benchmark] {
  let count = Double(shape.reduce(1, *))
  let benchmark = Benchmark(name: name, work: .bytes(8 * scale * count)) {
    let x = Tensor.randomNormal(shape, seed: 1)
    let perChannel = Tensor.randomNormal([channels], seed: 2)
    return { operation(x, perChannel) }
  }
  return [benchmark]
}
