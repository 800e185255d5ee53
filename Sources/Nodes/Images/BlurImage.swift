import Dataflow
import Tensors

struct BlurImage: Node {
  static let summary = "A picture blurred by a Gaussian."

  @Input("The picture.") var image: Image
  @Input("Standard deviation of the Gaussian, in pixels.", in: 0...256) var sigma = 2.0
  @Output("The blurred picture.") var blurred: Image

  func run(in context: NodeContext) async throws {
    blurred = image.mixed { $0.blurred(sigma: sigma) }
  }
}
