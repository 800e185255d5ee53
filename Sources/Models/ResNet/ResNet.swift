public import Layers
public import Tensors

/// A residual network that scores the labels of a picture.
///
/// A convolution and a maximum, stages of layers each of half the size, the mean over all places, a
/// linear map. He et al. 2015, arXiv:1512.03385. Reference: `ResNetForImageClassification`,
/// transformers 5.23.0.
public struct ResNet: Sendable {
  /// The network's numbers.
  public let configuration: ResNetConfiguration
  private let stem: ResNetConvolution
  private let layers: [ResNetLayer]
  private let classifier: Linear

  /// Reads the weights.
  ///
  /// - Parameters:
  ///   - weights: The weights, at their top.
  ///   - c: The network's numbers.
  ///   - labels: How many scores the network gives.
  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  public init(_ weights: Weights, _ c: ResNetConfiguration, labels: Int) throws(WeightError) {
    let body = weights["resnet"]
    configuration = c
    stem = try ResNetConvolution(
      body["embedder.embedder"], from: c.inputChannels, to: c.stemChannels, size: 7, stride: 2)
    var layers: [ResNetLayer] = []
    var from = c.stemChannels
    for (stage, (to, depth)) in zip(c.channels, c.depths).enumerated() {
      let halves = stage > 0 || c.downsamplesInFirstStage
      for index in 0..<depth {
        layers.append(
          try ResNetLayer(
            body["encoder.stages"][stage]["layers"][index], from: from, to: to,
            stride: halves && index == 0 ? 2 : 1, c))
        from = to
      }
    }
    self.layers = layers
    classifier = try Linear(weights["classifier.1"], from: from, to: labels)
  }

  /// Scores pictures.
  ///
  /// - Parameter x: Prepared pictures, `[batch, inputChannels, height, width]`.
  /// - Returns: `[batch, labels]`.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    let x = configuration.activation(stem(x)).maxPool2D(size: 3, stride: 2, padding: 1)
    let features = layers.reduce(x) { x, layer in layer(x) }
    return classifier(features.reshaped([features.shape[0], features.shape[1], -1]).mean(axis: -1))
  }
}
