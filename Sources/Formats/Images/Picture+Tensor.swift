public import Tensors

extension Picture {
  /// The samples as numbers from 0 to 1, `[channels, height, width]`, float32.
  ///
  ///     value = sample / (2^bits - 1)
  public func tensor() -> Tensor {
    let shape = [height, width, channels]
    let values: Tensor =
      switch samples {
      case .bits8(let samples): Tensor(bytes: samples, shape: shape).converted(to: .float32) / 255
      case .bits16(let samples): Tensor(samples.map(Float.init), shape: shape) / 65535
      }
    return values.permuted([2, 0, 1]).contiguous()
  }

  /// A picture of numbers from 0 to 1.
  ///
  ///     sample = round half to even((2^bits - 1) · min(max(value, 0), 1)), and 0 for NaN
  ///
  /// Reference: huggingface/diffusers:src/diffusers/image_processor.py, `numpy_to_pil`, 0.42.1.
  ///
  /// - Parameters:
  ///   - tensor: `[channels, height, width]`, 1 to 4 channels.
  ///   - bits: 8 or 16.
  ///   - texts: Texts for the file.
  public init(_ tensor: Tensor, bits: Int = 8, texts: [Text] = []) {
    precondition(
      tensor.rank == 3 && [8, 16].contains(bits), "picture of \(tensor.shape) in \(bits) bits")
    let values = tensor.permuted([1, 2, 0]).floats()
    let samples: Samples =
      bits == 8
      ? .bits8(values.map { UInt8(Self.scaled($0, 255)) })
      : .bits16(values.map { UInt16(Self.scaled($0, 65535)) })
    self.init(
      width: tensor.shape[2], height: tensor.shape[1], channels: tensor.shape[0],
      samples: samples, texts: texts)
  }

  private static func scaled(_ value: Float, _ largest: Float) -> Float {
    guard value > 0 else { return 0 }
    return (min(value, 1) * largest).rounded(.toNearestOrEven)
  }
}
