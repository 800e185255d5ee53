import Tensors

/// What a language model has read: the keys and values of every block.
///
/// A value: a copy made after a prompt begins several continuations of it.
public struct Qwen2Cache: Sendable {
  /// The rotated keys and the values of a block, `[batch, keyHeads, tokens, headWidth]`.
  struct Block: Sendable {
    var keys: GrowingTensor
    var values: GrowingTensor
  }

  var blocks: [Block]

  /// A cache of nothing.
  ///
  /// - Parameters:
  ///   - c: The model's numbers.
  ///   - batch: How many texts are read side by side.
  ///   - capacity: For how many tokens there is room at first.
  public init(_ c: Qwen2Configuration, batch: Int = 1, capacity: Int = 0) {
    let tokens = GrowingTensor(
      batch: batch, heads: c.keyHeads, width: c.headWidth, capacity: capacity)
    blocks = Array(repeating: Block(keys: tokens, values: tokens), count: c.depth)
  }

  /// How many tokens were read.
  public var count: Int { blocks.first?.keys.count ?? 0 }
}
