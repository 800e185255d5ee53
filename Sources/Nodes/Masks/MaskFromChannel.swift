import Dataflow
import Tensors

struct MaskFromChannel: Node {
  static let summary = "A channel of a picture, such as its opacity, as a mask."
  static let isLight = true

  @Input("The picture.") var image: Image
  @Input(
    """
    The channel: alpha is the opacity, 1 everywhere if the picture has none; luminance is \
    0.2126 · red + 0.7152 · green + 0.0722 · blue, as in Rec. 709.
    """)
  var channel = MaskChannel.alpha
  @Output("The values of the channel.") var mask: Mask

  func run(in context: NodeContext) async throws {
    mask = Mask(channel.values(of: image).contiguous())
  }
}

/// What of a picture becomes a mask.
enum MaskChannel: String, Choice {
  case alpha, red, green, blue, luminance

  /// `[height, width]`.
  fileprivate func values(of image: Image) -> Tensor {
    switch self {
    case .alpha: image.opacity.selected(axis: 0, at: 0)
    case .red: image.pixels.selected(axis: 0, at: 0)
    case .green: image.pixels.selected(axis: 0, at: 1)
    case .blue: image.pixels.selected(axis: 0, at: 2)
    case .luminance:
      (image.colors * Tensor([0.2126, 0.7152, 0.0722] as [Float], shape: [3, 1, 1])).sum(axis: 0)
    }
  }
}
