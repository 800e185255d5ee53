import Formats
import Layers

extension T5Configuration {
  /// Reads the numbers from the shapes of weights, for single files, which have no `config.json`.
  ///
  /// What leaves no trace in the shapes is as in the published encoders of version 1.1: the function
  /// of a gate, the farthest distance, the ε of the norms. An MLP without a gate has ReLU.
  ///
  /// - Parameter weights: The weights under the names of transformers.
  /// - Throws: ``FormatError`` if a shape that must be known is missing, or the numbers do not fit.
  init(shapesOf weights: Weights) throws(FormatError) {
    let shapes = WeightShapes(weights: weights)
    let attention = "encoder.block.0.layer.0.SelfAttention"
    let mlp = "encoder.block.0.layer.1.DenseReluDense"
    let table = weights.contains("shared.weight") ? "shared" : "encoder.embed_tokens"
    vocabulary = try shapes.size("\(table).weight", axis: 0)
    width = try shapes.size("\(table).weight", axis: 1)
    buckets = try shapes.size("\(attention).relative_attention_bias.weight", axis: 0)
    heads = try shapes.size("\(attention).relative_attention_bias.weight", axis: 1)
    let inner = try shapes.size("\(attention).q.weight", axis: 0)
    guard inner.isMultiple(of: heads) else {
      throw shapes.error("queries in whole heads", found: "\(inner) of \(heads) heads")
    }
    headWidth = inner / heads
    depth = try shapes.depth("encoder.block")
    isGated = weights.contains("\(mlp).wi_0.weight")
    mlpWidth = try shapes.size("\(mlp).\(isGated ? "wi_0" : "wi").weight", axis: 0)
    activation = isGated ? .geluNew : .relu
    farthest = 128
    epsilon = 1e-6
    guard buckets >= 4, farthest > buckets / 4 else {
      throw shapes.error("4 to \(farthest * 4 - 1) buckets of distances", found: "\(buckets)")
    }
  }
}
