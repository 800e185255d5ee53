import Tensors

/// Convolutions of FLUX's autoencoder at 512², and of critters' at 128².
///
/// The operations are those of the definition; those of 3 × 3 do with fewer, and may pass the limit.
func convolutionBenchmarks() -> [Benchmark] {
  let shapes = [
    (channels: 512, to: 512, size: 64, kernel: 3), (512, 512, 128, 3), (256, 256, 256, 3),
    (128, 128, 512, 3), (128, 3, 512, 3), (512, 256, 256, 1), (64, 64, 128, 3), (32, 32, 64, 3),
  ]
  return shapes.map { channels, to, size, kernel in
    convolution(channels, to, size: size, kernel: kernel) { x, weight, bias in
      x.convolution2D(weight, bias: bias, padding: Padding2D(all: kernel / 2))
    }
  }
    + [(512, 64), (256, 256)].map { channels, size in
      convolution(channels, channels, size: size, scale: 2, kernel: 3) { x, weight, bias in
        x.doubledConvolution2D(weight, bias: bias)
      }
    }
}

private func convolution(
  _ channels: Int, _ to: Int, size: Int, scale: Int = 1, kernel: Int,
  _ operation: @escaping (Tensor, Tensor, Tensor) -> Tensor
) -> Benchmark {
  let places = Double(scale * size * scale * size)
  return Benchmark(
    name: "convolution \(kernel)×\(kernel) [\(channels), \(size), \(size)] → \(to)"
      + (scale == 2 ? ", doubled" : ""),
    work: .operations(2 * Double(channels * to * kernel * kernel) * places)
  ) {
    let x = Tensor.randomNormal([1, channels, size, size], seed: 1)
    let weight = Tensor.randomNormal([to, channels, kernel, kernel], seed: 2)
    let bias = Tensor.randomNormal([to], seed: 3)
    return { operation(x, weight, bias) }
  }
}
