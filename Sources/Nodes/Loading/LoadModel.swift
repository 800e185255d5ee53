import Dataflow

struct LoadModel: Node {
  static let summary = "A model: its text encoders, denoiser and autoencoder, opened when needed."

  @Input("A model's name, or the path of its folder; `weft models` lists what is found.")
  var name: ModelName
  @Output("The model.") var model: Model

  func run(in context: NodeContext) async throws {
    guard let found = context.models.model(named: name) else {
      throw ModelPathError.absent(name.text)
    }
    model = Model(try ModelProfile(opening: found.path))
  }
}
