public import Dataflow
public import Tensors

/// A picture.
public struct Image: GraphValue {
  /// Values 0…1, float32, `[channels, height, width]`: red, green, blue, and opacity if there are
  /// four channels.
  public let pixels: Tensor

  /// A picture of given pixels.
  ///
  /// - Parameter pixels: `[3, height, width]` or `[4, height, width]`.
  public init(_ pixels: Tensor) {
    precondition(
      pixels.rank == 3 && (3...4).contains(pixels.shape[0]),
      "Image of pixels \(pixels.shape), not [3 or 4, height, width]")
    self.pixels = pixels
  }

  /// Number of channels, 3 or 4.
  public var channels: Int { pixels.shape[0] }
  /// Height in pixels.
  public var height: Int { pixels.shape[1] }
  /// Width in pixels.
  public var width: Int { pixels.shape[2] }

  /// Kind and size: `Image 128×128`.
  public var display: String { "Image \(width)×\(height)" }

  /// What the pixels take, in bytes.
  public var byteCount: Int { pixels.count * 4 }
}
