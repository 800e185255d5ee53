import Dataflow
import Tensors

struct LoadModel: Node, ReadsFiles {
  static let summary = "A model: its text encoders, denoiser and autoencoder, opened when needed."

  @Input("A model's name, or the path of its folder; `weft models` lists what is found.")
  var name: ModelName
  @Input(
    "How weights in blocks (GGUF) are multiplied: exact, or fast with activations rounded to eight"
      + " bits; as the model's profile says if left out.")
  var precision: ProductPrecision?
  @Output("The model.") var model: Model

  func filesRead(in context: NodeContext) throws -> [ReadFile] {
    try profile(in: context).filesRead
  }

  func run(in context: NodeContext) async throws {
    var profile = try profile(in: context)
    if let precision { profile.precision = precision }
    model = Model(profile)
  }

  private func profile(in context: NodeContext) throws -> ModelProfile {
    guard let found = context.models.model(named: name) else {
      throw ModelPathError.absent(name.text)
    }
    return try ModelProfile(opening: found.path)
  }
}
