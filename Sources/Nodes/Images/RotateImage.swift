import Dataflow
import Tensors

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

struct RotateImage: Node {
  static let summary = "A picture turned about its middle: exactly by quarters, else bilinearly."

  @Input("The picture.") var image: Image
  @Input("The angle in degrees, clockwise.", in: -3600...3600) var angle: Double
  @Input("Whether the result grows to hold all corners, rather than keeping the picture's size.")
  var expand = true
  @Input("Colour where the picture does not reach.") var color = Color.black
  @Output("The turned picture, with opacity if the picture or the colour has it.")
  var rotated: Image

  func run(in context: NodeContext) async throws {
    let size = expand ? expandedSize : (width: image.width, height: image.height)
    try Image.check(width: size.width, height: size.height)
    let turns = Int(angle / 90)
    let quarters = (turns % 4 + 4) % 4
    // Where a quarter turn neither grows nor cuts, no pixel is mixed with others.
    if Double(turns) * 90 == angle, size == quarterSize(quarters) {
      rotated = Image(image.pixels.turned(quarters: quarters))
    } else {
      rotated = turned(to: size)
    }
  }

  /// What holds the turned picture.
  private var expandedSize: (width: Int, height: Int) {
    let (sine, cosine) = (abs(sin(angle / 180 * .pi)), abs(cos(angle / 180 * .pi)))
    let (width, height) = (Double(image.width), Double(image.height))
    // A corner that reaches over by a rounding error takes no pixel.
    let pixels = { (length: Double) in max(1, Int((length - 1e-6).rounded(.up))) }
    return (pixels(width * cosine + height * sine), pixels(width * sine + height * cosine))
  }

  private func quarterSize(_ quarters: Int) -> (width: Int, height: Int) {
    quarters.isMultiple(of: 2) ? (image.width, image.height) : (image.height, image.width)
  }

  private func turned(to size: (width: Int, height: Int)) -> Image {
    let whole = image.withOpacity
    let planes = Tensor.concatenate(
      [whole.colors * whole.opacity, whole.opacity, .full(1, [1, image.height, image.width])],
      axis: 0)
    let sampled = planes.insertingAxis(at: 0)
      .turned(degrees: angle, height: size.height, width: size.width).selected(axis: 0, at: 0)
    // How little of a pixel the picture covers: so much of it has the colour.
    let outside = (1 - sampled.sliced(axis: 0, 4..<5)) * color.strength
    let colors = sampled.sliced(axis: 0, 0..<3) + outside * color.channels
    guard image.hasOpacity || color.isClear else { return Image(colors.clamped(to: 0...1)) }
    let opacity = sampled.sliced(axis: 0, 3..<4) + outside
    return Image(premultiplied: .concatenate([colors, opacity], axis: 0))
  }
}

extension Tensor {
  /// `[channels, height, width]` turned clockwise by 0 to 3 right angles.
  fileprivate func turned(quarters: Int) -> Tensor {
    switch quarters {
    case 1: transposed().flipped(axis: 2).contiguous()
    case 2: flipped(axis: 1).flipped(axis: 2).contiguous()
    case 3: transposed().flipped(axis: 1).contiguous()
    default: self
    }
  }
}
