import Glibc
public import Layers
public import Tensors

/// A language model of the family Qwen2: tokens to what may come next.
///
///     var cache = Qwen2Cache(model.configuration)
///     let states = model(model.embedded(prompt), cache: &cache)
///     let next = model.logits(states)
///
/// Yang et al. 2024, arXiv:2407.10671. Reference: `Qwen2ForCausalLM`, transformers 5.23.0. A text is
/// read in any number of parts, a prompt whole and then token by token: the cache knows what was read.
/// Tokens enter as vectors, so that those of pictures and sounds can take their places among them.
public struct Qwen2: Sendable {
  /// The model's numbers.
  public let configuration: Qwen2Configuration
  private let tokenTable: Embedding
  private let blocks: [Qwen2Block]
  private let finalNorm: RMSNorm
  private let head: Linear
  /// By which angle each pair of numbers of a head turns from one token to the next.
  private let turns: [Float]

  /// Reads the weights, under the names of the published files (see ``Qwen2Weights``).
  ///
  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  public init(_ weights: Weights, _ c: Qwen2Configuration) throws(WeightError) {
    let body = weights["model"]
    configuration = c
    tokenTable = try Embedding(body["embed_tokens"], count: c.vocabulary, width: c.width)
    blocks = try (0..<c.depth).map { index throws(WeightError) in
      try Qwen2Block(body["layers"][index], c)
    }
    finalNorm = try RMSNorm(body["norm"], width: c.width, epsilon: c.epsilon)
    head = try Linear(
      c.isTied ? body["embed_tokens"] : weights["lm_head"], from: c.width, to: c.vocabulary,
      bias: false)
    if c.isTied { weights.skip("lm_head.weight") }
    turns = stride(from: 0, to: c.headWidth, by: 2).map { i in
      Float(1 / pow(c.theta, Double(i) / Double(c.headWidth)))
    }
  }

  /// The vectors of tokens.
  ///
  /// - Parameter ids: Tokens, `[batch, tokens]`, each below the vocabulary's size.
  /// - Returns: `[batch, tokens, width]`.
  public func embedded(_ ids: Tensor) -> Tensor {
    tokenTable(ids).converted(to: .float32)
  }

  /// Reads tokens behind those that were read.
  ///
  /// - Parameters:
  ///   - x: The tokens' vectors, `[batch, tokens, width]`, at least one token.
  ///   - cache: What was read before; these tokens are added.
  /// - Returns: The tokens after the final norm, of the shape of `x`.
  public func callAsFunction(_ x: Tensor, cache: inout Qwen2Cache) -> Tensor {
    let rotary = rotary(from: cache.count, count: tokens(of: x))
    var x = x
    for (index, block) in blocks.enumerated() {
      x = block(x, rotary: rotary, read: &cache.blocks[index])
    }
    return finalNorm(x)
  }

  /// Reads tokens as ``callAsFunction(_:cache:)`` does, and keeps what every block makes of them.
  ///
  /// - Returns: The tokens as they enter each block, then after the final norm: `depth + 1` tensors of
  ///   the shape of `x`, the `hidden_states` of transformers.
  public func hiddenStates(_ x: Tensor, cache: inout Qwen2Cache) -> [Tensor] {
    let rotary = rotary(from: cache.count, count: tokens(of: x))
    var states = [x]
    for (index, block) in blocks.enumerated() {
      states.append(block(states[index], rotary: rotary, read: &cache.blocks[index]))
    }
    states[blocks.count] = finalNorm(states[blocks.count])
    return states
  }

  /// How likely each token of the vocabulary is to come next, as logarithms up to a constant.
  ///
  /// - Parameter states: Tokens after the final norm, `[…, width]`.
  /// - Returns: `[…, vocabulary]`.
  public func logits(_ states: Tensor) -> Tensor {
    head(states)
  }

  private func tokens(of x: Tensor) -> Int {
    precondition(
      x.rank == 3 && x.shape[1] > 0 && x.shape[2] == configuration.width, "Qwen2 of tokens \(x)")
    return x.shape[1]
  }

  /// The rotation of the tokens at some places of the text; angles in float32, as models were trained
  /// with them.
  private func rotary(from first: Int, count: Int) -> Rotary {
    let angles = (first..<first + count).flatMap { place in
      turns.map { Double(Float(place) * $0) }
    }
    let shape = [count, turns.count]
    return Rotary(
      cosine: Tensor(angles.map { Float(cos($0)) }, shape: shape),
      sine: Tensor(angles.map { Float(sin($0)) }, shape: shape), pairing: .halves)
  }
}
