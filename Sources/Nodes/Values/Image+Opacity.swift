import Tensors

extension Image {
  /// Red, green and blue, `[3, height, width]`.
  var colors: Tensor { pixels.sliced(axis: 0, 0..<3) }

  /// Opacity, `[1, height, width]`: ones where the picture has no such channel.
  var opacity: Tensor {
    hasOpacity ? pixels.sliced(axis: 0, 3..<4) : .full(1, [1, height, width])
  }

  /// Whether there is a channel of opacity.
  var hasOpacity: Bool { channels == 4 }

  /// A picture of colours `[3, height, width]` and an opacity `[1, height, width]`.
  init(_ colors: Tensor, opacity: Tensor) {
    self.init(.concatenate([colors, opacity.contiguous()], axis: 0))
  }

  /// A picture of one colour, with a channel of opacity if the colour is not opaque.
  init(_ color: Color, width: Int, height: Int) {
    let colors = color.channels.broadcast(to: [3, height, width])
    if color.isClear {
      self.init(colors.contiguous(), opacity: .full(color.strength, [1, height, width]))
    } else {
      self.init(colors)
    }
  }

  /// A mask in shades of grey.
  init(_ mask: Mask) {
    self.init(mask.values.broadcast(to: [3, mask.height, mask.width]).contiguous())
  }

  /// The picture with a channel of opacity.
  var withOpacity: Image { hasOpacity ? self : Image(colors, opacity: opacity) }

  /// The picture in other colours, `[3, height, width]`, with its own opacity.
  func withColors(_ colors: Tensor) -> Image {
    hasOpacity ? Image(colors, opacity: opacity) : Image(colors)
  }

  /// The picture after an operation that mixes neighbouring pixels.
  ///
  /// A pixel counts by its opacity, so that the colour of what is not seen does not bleed into what
  /// is: colours are multiplied by the opacity before, and divided by it afterwards.
  ///
  /// - Parameter operation: From `[1, channels, height, width]` to any height and width; linear.
  /// - Returns: A picture of the size that the operation gives, of the same channels.
  func mixed(by operation: (Tensor) -> Tensor) -> Image {
    let source = hasOpacity ? Image(colors * opacity, opacity: opacity) : self
    let result = operation(source.pixels.insertingAxis(at: 0)).selected(axis: 0, at: 0)
    guard hasOpacity else { return Image(result.clamped(to: 0...1)) }
    return Image(premultiplied: result)
  }

  /// A picture of colours that are multiplied by the opacity beside them, `[4, height, width]`.
  init(premultiplied pixels: Tensor) {
    let opacity = pixels.sliced(axis: 0, 3..<4).clamped(to: 0...1)
    // Nothing is seen where the opacity is below a step of 16 bits, and there is nothing to divide.
    let divisor = opacity.maximum(.full(0x1p-20, []))
    let colors = (pixels.sliced(axis: 0, 0..<3) / divisor).clamped(to: 0...1)
    self.init(colors, opacity: opacity)
  }
}
