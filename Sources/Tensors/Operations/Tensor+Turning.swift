import CKernels

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension Tensor {
  /// A picture turned about its middle, bilinearly, with zeros where it does not reach.
  ///
  /// - Parameters:
  ///   - degrees: The angle, clockwise.
  ///   - height: Height of the result, whose middle is the picture's, in pixels.
  ///   - width: Width of the result, in pixels.
  /// - Returns: float32, `[batch, channels, height, width]`.
  public func turned(degrees: Double, height: Int, width: Int) -> Tensor {
    precondition(
      rank == 4 && height > 0 && width > 0 && count > 0,
      "turned: shape \(shape) to \(height) × \(width)")
    let map = turn(
      degrees, aboutMiddleOf: (shape[3], shape[2]), andOf: (width, height))
    let source = readAsFloat32().contiguous()
    let (planes, sourceHeight, sourceWidth) = (shape[0] * shape[1], shape[2], shape[3])
    return Tensor(writing: [shape[0], shape[1], height, width]) { target in
      source.withFloats { pixels in
        let grain = max(1, Parallel.functionGrain / (width * planes))
        Parallel.for(count: height, grain: grain) { rows in
          withUnsafePointer(to: map) { map in
            k_sample_bilinear_f32(
              pixels, planes, sourceHeight, sourceWidth, map, target, height, width,
              rows.lowerBound, rows.upperBound)
          }
        }
      }
    }
  }
}

/// The map that gives a picture turned clockwise: back by the angle, from the middle of the result
/// to the middle of the picture.
///
/// - Parameters:
///   - degrees: The angle.
///   - picture: Width and height of the picture.
///   - result: Width and height of the result.
/// - Returns: From the pixels of the result to places in the picture.
private func turn(
  _ degrees: Double, aboutMiddleOf picture: (Int, Int), andOf result: (Int, Int)
) -> k_affine_map {
  let (sine, cosine) = (sin(degrees / 180 * .pi), cos(degrees / 180 * .pi))
  let (x, y) = (Double(result.0) / 2, Double(result.1) / 2)
  return k_affine_map(
    xx: cosine, xy: sine, x: Double(picture.0) / 2 - cosine * x - sine * y,
    yx: -sine, yy: cosine, y: Double(picture.1) / 2 + sine * x - cosine * y)
}
