import CKernels

/// What is added to scores, or hides some, as the kernel reads it.
struct AttentionBias {
  private let tensor: Tensor
  private let strides: [Int]

  /// The bias broadcast to `[batch, heads, queries, keys]` without a copy; nil without a bias.
  init?(_ bias: Tensor?, shape: [Int]) {
    guard let bias else { return nil }
    tensor = (bias.elementType == .bool ? bias : bias.readAsFloat32()).broadcast(to: shape)
    strides = tensor.layout.strides
  }

  static var none: k_attention_rule {
    k_attention_rule(
      bias: nil, bias_row: 0, bias_column: 0, mask: nil, mask_row: 0, mask_column: 0, visible: .max)
  }

  /// The rule of one head's scores.
  func rule(batch: Int, head: Int) -> k_attention_rule {
    let place = batch * strides[0] + head * strides[1]
    var rule = Self.none
    if tensor.elementType == .bool {
      rule.mask = tensor.start.assumingMemoryBound(to: UInt8.self) + place
      rule.mask_row = strides[2]
      rule.mask_column = strides[3]
    } else {
      rule.bias = tensor.start.assumingMemoryBound(to: Float.self) + place
      rule.bias_row = strides[2]
      rule.bias_column = strides[3]
    }
    return rule
  }
}
