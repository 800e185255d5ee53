import Dataflow
import Tensors

struct SharpenImage: Node {
  static let summary = """
    A picture sharpened by an unsharp mask: what a Gaussian blur takes away is added once more.
    """

  @Input("The picture; its opacity stays.") var image: Image
  @Input("Standard deviation of the Gaussian, in pixels.", in: 0.1...256) var sigma = 1.0
  @Input("How much of what the blur takes away is added.", in: 0...20) var amount = 1.0
  @Output("The sharpened picture.") var sharpened: Image

  func run(in context: NodeContext) async throws {
    let blurred = image.mixed { $0.blurred(sigma: sigma) }
    let colors = image.colors + (image.colors - blurred.colors) * Float(amount)
    sharpened = image.withColors(colors.clamped(to: 0...1))
  }
}
