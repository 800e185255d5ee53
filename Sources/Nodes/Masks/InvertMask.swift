import Dataflow
import Tensors

struct InvertMask: Node {
  static let summary = "A mask of what another leaves out."
  static let isLight = true

  @Input("The mask.") var mask: Mask
  @Output("1 minus the mask.") var inverted: Mask

  func run(in context: NodeContext) async throws {
    inverted = Mask(1 - mask.values)
  }
}
