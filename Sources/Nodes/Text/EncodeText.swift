import Dataflow

struct EncodeText: Node {
  static let summary = "A text as the model's text encoders read it."

  @Input("The model whose text encoders to use.") var model: Model
  @Input("What the picture shows.") var text: String
  @Input(
    "Length of the token sequence, padded or cut; the model's own if left out.", in: 1...4096)
  var tokens: Int?
  @Output("What steers the denoiser.") var conditioning: Conditioning

  func run(in context: NodeContext) async throws {
    conditioning = try model.encode(text, tokens: tokens)
  }
}
