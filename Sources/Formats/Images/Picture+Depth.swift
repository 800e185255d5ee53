extension Picture {
  /// The picture without its alpha channel.
  public func withoutAlpha() -> Picture {
    guard channels == 2 || channels == 4 else { return self }
    let samples: Samples =
      switch samples {
      case .bits8(let samples): .bits8(dropAlpha(samples))
      case .bits16(let samples): .bits16(dropAlpha(samples))
      }
    return Picture(
      width: width, height: height, channels: channels - 1, samples: samples, texts: texts)
  }

  /// The samples in 8 bits: of 16 the upper half, as Pillow takes them.
  public func in8Bits() -> [UInt8] {
    switch samples {
    case .bits8(let samples): samples
    case .bits16(let samples): samples.map { UInt8($0 >> 8) }
    }
  }

  private func dropAlpha<Sample>(_ samples: [Sample]) -> [Sample] {
    var kept: [Sample] = []
    kept.reserveCapacity(samples.count / channels * (channels - 1))
    for (index, sample) in samples.enumerated() where index % channels != channels - 1 {
      kept.append(sample)
    }
    return kept
  }
}
