import Dataflow

struct LoadModel: Node, ReadsFiles {
  static let summary = "A model: its text encoders, denoiser and autoencoder, opened when needed."

  @Input("A model's name, or the path of its folder; `weft models` lists what is found.")
  var name: ModelName
  @Output("The model.") var model: Model

  func filesRead(in context: NodeContext) throws -> [ReadFile] {
    try profile(in: context).filesRead
  }

  func run(in context: NodeContext) async throws {
    model = Model(try profile(in: context))
  }

  private func profile(in context: NodeContext) throws -> ModelProfile {
    guard let found = context.models.model(named: name) else {
      throw ModelPathError.absent(name.text)
    }
    return try ModelProfile(opening: found.path)
  }
}
