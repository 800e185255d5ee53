/// How a stored picture must be turned to stand upright: tag 0x0112 of EXIF.
///
/// Reference: Exif 2.32 §4.6.4; `PIL.ImageOps.exif_transpose`.
enum Orientation: Int {
  case upright = 1
  case mirrored = 2
  case turnedHalf = 3
  case upsideDown = 4
  case transposed = 5
  case turnedLeft = 6
  case transverse = 7
  case turnedRight = 8

  /// Whether width and height change places.
  fileprivate var swapsSides: Bool { rawValue >= Orientation.transposed.rawValue }

  /// The stored column and row of an upright one.
  fileprivate func source(x: Int, y: Int, width: Int, height: Int) -> (x: Int, y: Int) {
    let (right, bottom) = (width - 1, height - 1)
    return switch self {
    case .upright: (x, y)
    case .mirrored: (right - x, y)
    case .turnedHalf: (right - x, bottom - y)
    case .upsideDown: (x, bottom - y)
    case .transposed: (y, x)
    case .turnedLeft: (y, bottom - x)
    case .transverse: (right - y, bottom - x)
    case .turnedRight: (right - y, x)
    }
  }
}

extension Picture {
  /// The picture as it stands upright.
  func oriented(_ orientation: Orientation) -> Picture {
    guard orientation != .upright else { return self }
    let size = orientation.swapsSides ? (height, width) : (width, height)
    let samples: Samples =
      switch samples {
      case .bits8(let samples): .bits8(turned(samples, orientation, size))
      case .bits16(let samples): .bits16(turned(samples, orientation, size))
      }
    return Picture(
      width: size.0, height: size.1, channels: channels, samples: samples, texts: texts)
  }

  private func turned<Sample>(
    _ samples: [Sample], _ orientation: Orientation, _ size: (width: Int, height: Int)
  ) -> [Sample] {
    var turned: [Sample] = []
    turned.reserveCapacity(samples.count)
    for y in 0..<size.height {
      for x in 0..<size.width {
        let source = orientation.source(x: x, y: y, width: width, height: height)
        let start = (source.y * width + source.x) * channels
        turned.append(contentsOf: samples[start..<(start + channels)])
      }
    }
    return turned
  }
}
