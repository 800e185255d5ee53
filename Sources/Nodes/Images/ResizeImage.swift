import Dataflow
import Tensors

struct ResizeImage: Node {
  static let summary = "A picture at another size, which is given in one of several ways."
  static let revision = 2

  @Input("The picture.") var image: Image
  @Input("Width to reach, in pixels; without a height, that follows.", in: 1...16384)
  var width: Int?
  @Input("Height to reach, in pixels; without a width, that follows.", in: 1...16384)
  var height: Int?
  @Input("Instead: the longer side, in pixels.", in: 1...16384) var longest: Int?
  @Input("Instead: the shorter side, in pixels.", in: 1...16384) var shortest: Int?
  @Input("Instead: the sides as a multiple of the picture's.", in: 0.001...1000) var scale: Double?
  @Input("Instead: the number of pixels, in millions.", in: 0.0001...256) var megapixels: Double?
  @Input("Both sides become multiples of this number, the nearest.", in: 1...1024)
  var multipleOf = 1
  @Input("How pixels between pixels are found; as in torch.nn.functional.interpolate.")
  var method = ResizeMethod.bicubic
  @Input("Whether shrinking averages all the pixels it replaces; nearest never does.")
  var antialias = true
  @Input(
    """
    What to do with another aspect ratio: stretch the picture, cover the size and cut, be contained \
    in it and smaller, or be contained and padded with the colour.
    """)
  var fit = ResizeFit.cover
  @Input("The colour around the picture, where fit is pad.") var color = Color.black
  @Output("The resized picture.") var resized: Image

  func run(in context: NodeContext) async throws {
    let size = try targetSize()
    switch fit {
    case .stretch, .contain:
      resized = sampled(image, size)
    case .cover:
      let part = image.pixels.centre(ofRatio: size.width, to: size.height)
      resized = sampled(Image(part), size)
    case .pad:
      let picture = sampled(image, contained(in: size))
      let frame = Image(color, width: size.width, height: size.height)
      resized = (picture.hasOpacity ? frame.withOpacity : frame).replaced(
        at: (size.width - picture.width) / 2, (size.height - picture.height) / 2,
        by: frame.hasOpacity ? picture.withOpacity : picture)
    }
  }

  private func sampled(_ picture: Image, _ size: (width: Int, height: Int)) -> Image {
    picture.mixed { pixels in
      pixels.resized(
        height: size.height, width: size.width, method.rule,
        antialiased: antialias && method != .nearest)
    }
  }
}

enum ResizeMethod: String, Choice {
  case nearest, bilinear, bicubic

  var rule: ResizeRule {
    switch self {
    case .nearest: .nearestExact
    case .bilinear: .bilinear
    case .bicubic: .bicubic
    }
  }
}

enum ResizeFit: String, Choice {
  case stretch, cover, contain, pad
}

extension Tensor {
  /// The largest centred part of `[channels, height, width]` with an aspect ratio.
  fileprivate func centre(ofRatio width: Int, to height: Int) -> Tensor {
    let (sourceHeight, sourceWidth) = (shape[1], shape[2])
    let keptWidth = max(1, min(sourceWidth, (sourceHeight * width + height / 2) / height))
    let keptHeight = max(1, min(sourceHeight, (sourceWidth * height + width / 2) / width))
    let left = (sourceWidth - keptWidth) / 2
    let top = (sourceHeight - keptHeight) / 2
    return part(top..<(top + keptHeight), left..<(left + keptWidth))
  }
}
