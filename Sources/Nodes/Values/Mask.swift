public import Dataflow
public import Tensors

/// How much each pixel of a picture is meant: 1 wholly, 0 not at all.
public struct Mask: GraphValue {
  /// Values 0…1, float32, `[height, width]`.
  public let values: Tensor

  /// A mask of given values.
  ///
  /// - Parameter values: `[height, width]`.
  public init(_ values: Tensor) {
    precondition(values.rank == 2, "Mask of values \(values.shape), not [height, width]")
    self.values = values
  }

  /// Height in pixels.
  public var height: Int { values.shape[0] }
  /// Width in pixels.
  public var width: Int { values.shape[1] }

  /// Kind and size: `Mask 128×128`.
  public var display: String { "Mask \(width)×\(height)" }

  /// What the values take, in bytes.
  public var byteCount: Int { values.count * 4 }
}

extension Mask {
  /// A mask that is 1 where a value holds, and 0 elsewhere.
  ///
  /// - Parameters:
  ///   - values: `[height, width]`.
  ///   - holds: Whether a value does.
  init(_ values: Tensor, where holds: (Float) -> Bool) {
    let marks = values.floats().map { holds($0) ? Float(1) : 0 }
    self.init(Tensor(marks, shape: values.shape))
  }

  /// Checks that the mask is as large as what it is to mark.
  ///
  /// - Throws: ``ValueError`` if it is not.
  func check(isFor image: Image, called name: String = "the picture") throws(ValueError) {
    guard width == image.width, height == image.height else {
      throw ValueError(
        "the mask has \(width)×\(height) pixels, and \(name) \(image.width)×\(image.height)")
    }
  }
}
