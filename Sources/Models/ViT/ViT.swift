public import Layers
public import Tensors

/// A vision transformer that scores the labels of a picture.
///
/// The picture's patches become tokens, after one learned token for the whole; that one is classified.
/// Dosovitskiy et al. 2020, arXiv:2010.11929. Reference: `ViTForImageClassification`,
/// transformers 5.23.0.
public struct ViT: Sendable {
  /// The network's numbers.
  public let configuration: ViTConfiguration
  private let patches: Convolution2D
  private let classToken: Tensor
  private let positions: Tensor
  private let blocks: [ViTBlock]
  private let finalNorm: LayerNorm
  private let classifier: Linear

  /// Reads the weights of a checkpoint, in either spelling of its keys.
  ///
  /// - Parameters:
  ///   - checkpoint: The weights.
  ///   - c: The network's numbers.
  ///   - labels: How many scores the network gives.
  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  public init(
    _ checkpoint: Checkpoint, _ c: ViTConfiguration, labels: Int
  ) throws(WeightError) {
    let weights = Weights(try ViTWeights.inModuleForm(checkpoint))
    let body = weights["vit"]
    configuration = c
    patches = try Convolution2D(
      body["embeddings.patch_embeddings.projection"], from: c.inputChannels, to: c.width,
      size: c.patch, stride: c.patch, padding: Padding2D(all: 0))
    classToken = try body.tensor("embeddings.cls_token", shape: [1, 1, c.width])
    positions = try body.tensor(
      "embeddings.position_embeddings", shape: [1, c.patches + 1, c.width])
    blocks = try (0..<c.depth).map { index throws(WeightError) in
      try ViTBlock(body["layers"][index], c)
    }
    finalNorm = try LayerNorm(body["layernorm"], width: c.width, epsilon: c.epsilon)
    classifier = try Linear(weights["classifier"], from: c.width, to: labels)
  }

  /// Scores pictures.
  ///
  /// - Parameter x: Prepared pictures of the network's size,
  ///   `[batch, inputChannels, height, pictureWidth]`.
  /// - Returns: `[batch, labels]`.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    let c = configuration
    precondition(
      x.rank == 4 && x.shape[2...] == [c.height, c.pictureWidth],
      "ViT of pictures \(x.shape), made for \(c.height) × \(c.pictureWidth) pixels")
    let batch = x.shape[0]
    let cells = patches(x).reshaped([batch, c.width, -1]).transposed(1, 2)
    let whole = classToken.converted(to: .float32).broadcast(to: [batch, 1, c.width])
    let tokens = Tensor.concatenate([whole, cells], axis: 1) + positions
    let last = finalNorm(blocks.reduce(tokens) { x, block in block(x) })
    return classifier(last.selected(axis: 1, at: 0))
  }
}
