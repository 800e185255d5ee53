import Glibc
import Layers
import Tensors

/// Where a token stands: three whole numbers.
///
/// Text stands at 0, 0, 0; the picture in plane 0 by row and column; a reference picture in a plane of
/// its own, or at places the picture does not use, which may be negative. Whole numbers, because
/// bfloat16 holds them only up to 256.
public struct FluxPosition: Sendable, Hashable {
  /// How many numbers a position has.
  static let axes = 3
  /// Base of the wavelengths of the rotation.
  private static let theta = 10_000.0

  /// Which picture, 0 for the one that is being made.
  public var plane: Int
  /// Row of tokens, 16 pixels each.
  public var row: Int
  /// Column of tokens.
  public var column: Int

  /// A place; by default that of text.
  public init(plane: Int = 0, row: Int = 0, column: Int = 0) {
    self.plane = plane
    self.row = row
    self.column = column
  }

  /// The places of a picture's tokens, row by row.
  public static func grid(rows: Int, columns: Int, plane: Int = 0) -> [FluxPosition] {
    (0..<rows).flatMap { row in
      (0..<columns).map { FluxPosition(plane: plane, row: row, column: $0) }
    }
  }

  /// The rotation of each token's queries and keys.
  ///
  ///     angle of pair i of an axis of width d = place · θ^(−2i/d)
  ///
  /// in float64; cosines and sines in float32. Reference: diffusers:FluxPosEmbed.
  ///
  /// - Parameters:
  ///   - positions: The places of all tokens, in their order.
  ///   - axes: How many numbers of a head each axis turns.
  /// - Returns: A rotation of neighbouring pairs, `[tokens, head width / 2]`.
  static func rotary(_ positions: [FluxPosition], axes: [Int]) -> Rotary {
    let wavelengths = axes.map { d in
      stride(from: 0, to: d, by: 2).map { 1 / pow(theta, Double($0) / Double(d)) }
    }
    let angles = positions.flatMap { position in
      zip([position.plane, position.row, position.column], wavelengths).flatMap { place, factors in
        factors.map { Double(place) * $0 }
      }
    }
    let shape = [positions.count, axes.reduce(0, +) / 2]
    return Rotary(
      cosine: Tensor(angles.map { Float(cos($0)) }, shape: shape),
      sine: Tensor(angles.map { Float(sin($0)) }, shape: shape), pairing: .neighbours)
  }
}
