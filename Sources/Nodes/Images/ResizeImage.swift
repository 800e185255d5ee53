import Dataflow
import Tensors

struct ResizeImage: Node {
  static let summary = "A picture at another size."

  @Input("The picture.") var image: Image
  @Input("Width to reach, in pixels.", in: 1...16384) var width: Int
  @Input("Height to reach, in pixels.", in: 1...16384) var height: Int
  @Input("How pixels between pixels are found; as in torch.nn.functional.interpolate.")
  var method = ResizeMethod.bicubic
  @Input("Whether shrinking averages all the pixels it replaces; nearest never does.")
  var antialias = true
  @Input("What to do with another aspect ratio: stretch the picture, or cover the size and cut.")
  var fit = ResizeFit.cover
  @Output("The resized picture.") var resized: Image

  func run(in context: NodeContext) async throws {
    let source = fit == .cover ? image.pixels.centre(ofRatio: width, to: height) : image.pixels
    let pixels = source.insertingAxis(at: 0).resized(
      height: height, width: width, method.rule,
      antialiased: antialias && method != .nearest)
    resized = Image(pixels.selected(axis: 0, at: 0).clamped(to: 0...1))
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
  case stretch, cover
}

extension Tensor {
  /// The largest centred part of `[channels, height, width]` with an aspect ratio.
  fileprivate func centre(ofRatio width: Int, to height: Int) -> Tensor {
    let (sourceHeight, sourceWidth) = (shape[1], shape[2])
    let keptWidth = max(1, min(sourceWidth, (sourceHeight * width + height / 2) / height))
    let keptHeight = max(1, min(sourceHeight, (sourceWidth * height + width / 2) / width))
    let left = (sourceWidth - keptWidth) / 2
    let top = (sourceHeight - keptHeight) / 2
    return sliced(axis: 1, top..<(top + keptHeight)).sliced(axis: 2, left..<(left + keptWidth))
  }
}
