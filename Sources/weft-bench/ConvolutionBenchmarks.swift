import Tensors

/// Convolutions of FLUX's autoencoder at 512², and of critters' at 128².
func convolutionBenchmarks() -> [Benchmark] {
  let shapes = [
    (channels: 512, to: 512, size: 64, kernel: 3), (512, 512, 128, 3), (256, 256, 256, 3),
    (128, 128, 512, 3), (128, 3, 512, 3), (512, 256, 256, 1), (64, 64, 128, 3), (32, 32, 64, 3),
  ]
  return shapes.map { channels, to, size, kernel in
    Benchmark(
      name: "convolution \(kernel)×\(kernel) [\(channels), \(size), \(size)] → \(to)",
      work: .operations(2 * Double(channels * to * kernel * kernel) * Double(size * size))
    ) {
      let x = Tensor.randomNormal([1, channels, size, size], seed: 1)
      let weight = Tensor.randomNormal([to, channels, kernel, kernel], seed: 2)
      let bias = Tensor.randomNormal([to], seed: 3)
      return { x.convolution2D(weight, bias: bias, padding: Padding2D(all: kernel / 2)) }
    }
  }
}
