import Tensors

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A change of colours that is linear: each new channel is a sum of the old ones.
///
/// The matrices are those of `feColorMatrix` in W3C Filter Effects Module Level 1, §9.6.
struct ColorMatrix {
  /// What each channel (column) gives to each new one (row), row by row.
  private let entries: [Double]

  /// How much red, green and blue light a colour: the same in every row.
  private static let luminance = [0.213, 0.715, 0.072]

  /// Colours nearer to their grey, or farther from it.
  ///
  ///     luminance + saturation · (1 − luminance)
  init(saturation: Double) {
    entries = Self.entries { row, column in
      let light = Self.luminance[column]
      return light + saturation * ((row == column ? 1 : 0) - light)
    }
  }

  /// Colours turned along the colour wheel by an angle in degrees; what is grey stays.
  ///
  ///     luminance + cos · (1 − luminance) + sin · S
  init(hueRotation degrees: Double) {
    let (sine, cosine) = (sin(degrees / 180 * .pi), cos(degrees / 180 * .pi))
    let turn = [
      -0.213, -0.715, 0.928,
      0.143, 0.140, -0.283,
      -0.787, 0.715, 0.072,
    ]
    entries = Self.entries { row, column in
      let light = Self.luminance[column]
      return light + cosine * ((row == column ? 1 : 0) - light) + sine * turn[row * 3 + column]
    }
  }

  /// The new colours, cut to 0…1.
  ///
  /// - Parameter colors: `[3, height, width]`.
  /// - Returns: `[3, height, width]`.
  func applied(to colors: Tensor) -> Tensor {
    let matrix = Tensor(entries.map { Float($0) }, shape: [3, 3])
    let product = matrix.matrixProduct(colors.reshaped([3, -1]))
    return product.reshaped(colors.shape).clamped(to: 0...1)
  }

  private static func entries(_ entry: (_ row: Int, _ column: Int) -> Double) -> [Double] {
    (0..<9).map { entry($0 / 3, $0 % 3) }
  }
}
