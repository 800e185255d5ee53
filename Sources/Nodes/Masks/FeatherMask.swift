import Dataflow
import Tensors

struct FeatherMask: Node {
  static let summary = "A mask with soft edges: blurred by a Gaussian."

  @Input("The mask.") var mask: Mask
  @Input("Standard deviation of the Gaussian, in pixels.", in: 0...256) var sigma = 4.0
  @Output("The mask with soft edges.") var feathered: Mask

  func run(in context: NodeContext) async throws {
    let blurred = mask.values.reshaped([1, 1, mask.height, mask.width]).blurred(sigma: sigma)
    feathered = Mask(blurred.reshaped([mask.height, mask.width]).clamped(to: 0...1))
  }
}
