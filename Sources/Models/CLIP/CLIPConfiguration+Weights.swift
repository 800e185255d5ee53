import Formats
import Layers

extension CLIPConfiguration {
  /// Numbers of a head in every published text encoder.
  private static let publishedHeadWidth = 64

  /// Reads the numbers from the shapes of weights, for single files, which have no `config.json`.
  ///
  /// What leaves no trace in the shapes is as in the encoder published with FLUX, CLIP ViT-L/14: the width
  /// of a head, the function of the MLP, the ε of the norms. A text ends where its id is largest.
  ///
  /// - Parameter weights: The weights under the names of transformers.
  /// - Throws: ``FormatError`` if a shape that must be known is missing, or the numbers do not fit.
  init(shapesOf weights: Weights) throws(FormatError) {
    let bare = weights.contains("embeddings.token_embedding.weight")
    let shapes = WeightShapes(weights: bare ? weights : weights["text_model"])
    vocabulary = try shapes.size("embeddings.token_embedding.weight", axis: 0)
    width = try shapes.size("embeddings.token_embedding.weight", axis: 1)
    positions = try shapes.size("embeddings.position_embedding.weight", axis: 0)
    depth = try shapes.depth("encoder.layers")
    mlpWidth = try shapes.size("encoder.layers.0.mlp.fc1.weight", axis: 0)
    guard width.isMultiple(of: Self.publishedHeadWidth) else {
      throw shapes.error(
        "a width in heads of \(Self.publishedHeadWidth), or a 'config.json' beside the file",
        found: "\(width)")
    }
    heads = width / Self.publishedHeadWidth
    activation = .quickGELU
    epsilon = 1e-5
    endToken = 2
    projectionWidth = weights.shape(of: "text_projection.weight")?.first ?? width
  }
}
