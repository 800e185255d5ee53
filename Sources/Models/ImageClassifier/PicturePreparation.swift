import Tensors

/// How a classifier wants its pictures: size, range and normalization.
///
///     prepared = (factor · bytes − mean) / deviation      bytes 0…255, of the wanted size
///
/// Reads what `ViTImageProcessor`, `ConvNextImageProcessor` and `CLIPImageProcessor` of transformers
/// 5.23.0 write to `preprocessor_config.json`. They resize bytes with Pillow, whose weights have 22
/// bits: a byte may differ by one where the size changes.
struct PicturePreparation: Sendable, Hashable {
  let fit: PictureFit
  let rule: ResizeRule
  let factor: Float
  let means: [Float]
  let deviations: [Float]

  /// Reads a `preprocessor_config.json`.
  ///
  /// - Throws: ``ConfigurationError`` if an entry is wrong, or asks for what is not done here.
  init(_ file: ConfigurationFile, channels: Int) throws(ConfigurationError) {
    fit = try PictureFit(file)
    rule = fit == .none ? .bilinear : try file.resizeRule()
    let rescales = try file.flag("do_rescale", default: true)
    factor = rescales ? Float(try file.number("rescale_factor", default: 1.0 / 255)) : 1
    if try file.flag("do_normalize", default: true) {
      means = try file.numbers("image_mean").map { Float($0) }
      deviations = try file.numbers("image_std").map { Float($0) }
    } else {
      means = Array(repeating: 0, count: channels)
      deviations = Array(repeating: 1, count: channels)
    }
    guard means.count == channels else {
      throw file.error("image_mean", expected: "\(channels) numbers", found: "\(means.count)")
    }
    guard deviations.count == channels, !deviations.contains(0) else {
      throw file.error(
        "image_std", expected: "\(channels) numbers other than 0", found: "\(deviations)")
    }
  }

  /// Height and width of every prepared picture; nil where they keep theirs.
  var size: [Int]? {
    switch fit {
    case .none: nil
    case .stretch(let height, let width), .crop(_, let height, let width): [height, width]
    }
  }

  /// Prepares pictures.
  ///
  /// - Parameter pictures: 0…1, `[batch, channels, height, width]`.
  /// - Returns: What the network takes, `[batch, channels, height', width']`.
  func callAsFunction(_ pictures: Tensor) -> Tensor {
    let bytes = resized((pictures * 255).rounded())
    let shape = [means.count, 1, 1]
    return (bytes * factor - Tensor(means, shape: shape)) / Tensor(deviations, shape: shape)
  }

  private func resized(_ x: Tensor) -> Tensor {
    let (height, width) = (x.shape[2], x.shape[3])
    switch fit {
    case .none:
      return x
    case .stretch(let newHeight, let newWidth):
      return resized(x, newHeight, newWidth)
    case .crop(let shorter, let cropHeight, let cropWidth):
      let least = min(height, width)
      let whole = resized(x, height * shorter / least, width * shorter / least)
      return whole.centre(height: cropHeight, width: cropWidth)
    }
  }

  /// Resizes as Pillow does: rows first, then columns, with whole bytes between the two.
  private func resized(_ x: Tensor, _ height: Int, _ width: Int) -> Tensor {
    let antialiased = rule != .nearestExact
    var x = x
    for size in [[x.shape[2], width], [height, width]] where size != Array(x.shape[2...]) {
      x = x.resized(height: size[0], width: size[1], rule, antialiased: antialiased)
        .rounded().clamped(to: 0...255)
    }
    return x
  }
}

extension ConfigurationFile {
  /// The rule that Pillow numbers so.
  fileprivate func resizeRule() throws(ConfigurationError) -> ResizeRule {
    switch try integer("resample", in: 0...5, default: 2) {
    case 0: return .nearestExact
    case 2: return .bilinear
    case 3: return .bicubic
    case let other:
      throw error(
        "resample", expected: "0 (nearest), 2 (bilinear) or 3 (bicubic)", found: "\(other)")
    }
  }
}

extension Tensor {
  /// The middle of pictures that are at least as large, `[batch, channels, height, width]`.
  fileprivate func centre(height: Int, width: Int) -> Tensor {
    let (top, left) = ((shape[2] - height) / 2, (shape[3] - width) / 2)
    return sliced(axis: 2, top..<top + height).sliced(axis: 3, left..<left + width)
  }
}
