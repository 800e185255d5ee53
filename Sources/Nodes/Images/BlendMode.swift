import Dataflow
import Tensors

/// What colour a picture and the one behind it make together.
///
/// The formulas are those of W3C Compositing and Blending Level 1, §9.1, and of plus-lighter for
/// `add`; each works on one channel, with values 0…1.
enum BlendMode: String, Choice {
  case normal, multiply, screen, overlay, darken, lighten
  case colorDodge = "color_dodge"
  case colorBurn = "color_burn"
  case hardLight = "hard_light"
  case softLight = "soft_light"
  case difference, exclusion, add

  /// The colours of the two together.
  ///
  /// - Parameters:
  ///   - back: Colours of the picture behind.
  ///   - front: Colours of the picture in front.
  /// - Returns: Colours 0…1, of the shape of both.
  func callAsFunction(_ back: Tensor, _ front: Tensor) -> Tensor {
    switch self {
    case .normal: front
    case .multiply: back * front
    case .screen: Self.screen(back, front)
    case .overlay: Self.hardLight(front, back)
    case .darken: back.minimum(front)
    case .lighten: back.maximum(front)
    case .colorDodge: Self.ratio(back, 1 - front)
    case .colorBurn: 1 - Self.ratio(1 - back, front)
    case .hardLight: Self.hardLight(back, front)
    case .softLight: Self.softLight(back, front)
    case .difference: (back - front).absolute()
    case .exclusion: back + front - back * front * 2
    case .add: (back + front).clamped(to: 0...1)
    }
  }

  private static func screen(_ back: Tensor, _ front: Tensor) -> Tensor {
    back + front - back * front
  }

  /// min(1, a / b); 0 where a is 0, and 1 where only b is.
  private static func ratio(_ a: Tensor, _ b: Tensor) -> Tensor {
    (a / b.maximum(.full(.leastNormalMagnitude, []))).clamped(to: 0...1)
  }

  /// Multiply by 2 · front where that is at most 1, else screen with 2 · front − 1.
  private static func hardLight(_ back: Tensor, _ front: Tensor) -> Tensor {
    let doubled = front * 2
    // Of the two terms, the one that does not apply is the picture behind, which is taken off again.
    return back * doubled.clamped(to: 0...1) + screen(back, (doubled - 1).clamped(to: 0...1)) - back
  }

  /// Darker by (1 − 2 · front) · back · (1 − back) where front is at most a half, else lighter by
  /// (2 · front − 1) · (D(back) − back).
  private static func softLight(_ back: Tensor, _ front: Tensor) -> Tensor {
    let towards = front * 2 - 1
    let low = back.clamped(to: 0...0.25)
    // D is a cubic up to a quarter, where it is a half, and the square root from there on.
    let lightened = ((low * 16 - 12) * low + 4) * low + back.clamped(to: 0.25...1).sqrt() - 0.5
    return back + towards.clamped(to: -1...0) * back * (1 - back)
      + towards.clamped(to: 0...1) * (lightened - back)
  }
}
