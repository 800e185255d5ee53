extension Picture {
  /// Whether bytes begin as a PNG or JPEG file does.
  public static func isPicture(_ bytes: some Sequence<UInt8>) -> Bool {
    bytes.starts(with: PNGFile.signature) || bytes.starts(with: JPEGFile.signature)
  }

  /// How far two pictures are apart.
  public struct Difference: Sendable, Hashable {
    /// How many pixels are not equal.
    public let pixelCount: Int
    /// The largest difference between two samples, as a part of the whole range: 0 to 1.
    public let largest: Double
  }

  /// How far the picture is from another; nil if width, height or channels are not the same.
  ///
  /// Samples of 8 bits equal those of 16 that stand for the same value.
  public func difference(from other: Picture) -> Difference? {
    guard width == other.width, height == other.height, channels == other.channels else {
      return nil
    }
    var pixelCount = 0
    var largest = 0
    for pixel in 0..<(width * height) {
      var isEqual = true
      for index in (pixel * channels)..<((pixel + 1) * channels) {
        let apart = abs(samples.value(at: index) - other.samples.value(at: index))
        largest = max(largest, apart)
        isEqual = isEqual && apart == 0
      }
      if !isEqual { pixelCount += 1 }
    }
    return Difference(pixelCount: pixelCount, largest: Double(largest) / 65535)
  }
}

extension Picture.Samples {
  /// Number of bits of a sample.
  public var bits: Int {
    switch self {
    case .bits8: 8
    case .bits16: 16
    }
  }

  /// A sample, of 0 to 65535.
  fileprivate func value(at index: Int) -> Int {
    switch self {
    case .bits8(let samples): Int(samples[index]) * 257
    case .bits16(let samples): Int(samples[index])
    }
  }
}
