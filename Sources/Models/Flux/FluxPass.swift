import Layers
public import Tensors

/// One evaluation of the transformer, block by block.
///
///     var pass = FluxPass(transformer, streams, vector: vector, attention: attention, step: step)
///     while try Parallel.untilCancelled({ pass.advance() }) {}
///     return pass.velocity()
public struct FluxPass: Sendable {
  private let transformer: FluxTransformer
  private let attention: any FluxAttention
  private let step: Int
  private let rotary: Rotary
  /// Which tokens belong to each stream.
  private let ranges: [Range<Int>]
  /// Which streams go through the single-stream blocks as one.
  private let groups: [Range<Int>]
  /// Which tokens are the picture whose velocity is the result.
  private let picture: Range<Int>
  /// The vector of the picture.
  private let pictureVector: Tensor
  /// The streams, and from the first single-stream block on their groups.
  private var streams: [FluxTokens]
  private var evaluated = 0

  /// Embeds the streams.
  ///
  /// - Parameters:
  ///   - transformer: The network.
  ///   - streams: Text first, then the picture, then any others.
  ///   - vector: What modulates the streams that have no vector of their own, `[batch, 1, width]`.
  ///   - attention: How tokens attend.
  ///   - step: Number of the denoising step, counted from 0.
  public init(
    _ transformer: FluxTransformer, _ streams: [FluxStream], vector: Tensor,
    attention: any FluxAttention, step: Int
  ) {
    guard let picture = streams.firstIndex(where: { $0.side == .image }) else {
      preconditionFailure("FluxPass without a picture among \(streams.count) streams")
    }
    self.transformer = transformer
    self.attention = attention
    self.step = step
    rotary = FluxPosition.rotary(
      streams.flatMap(\.positions), axes: transformer.configuration.rotaryAxes)
    ranges = Self.ranges(of: streams.map(\.positions.count))
    groups = Self.groups(of: streams)
    self.picture = ranges[picture]
    pictureVector = streams[picture].vector ?? vector
    self.streams = streams.map { stream in
      let embedding = stream.side == .text ? transformer.textIn : transformer.imageIn
      return FluxTokens(
        side: stream.side, tokens: embedding(stream.tokens, stream.adapters),
        vector: stream.vector ?? vector, vectorOffsets: stream.vectorOffsets,
        adapters: stream.adapters)
    }
  }

  /// Evaluates the next block; false if there was none left.
  public mutating func advance() -> Bool {
    let doubleBlocks = transformer.doubleBlocks
    if evaluated < doubleBlocks.count {
      let place = place(.double(evaluated))
      streams = doubleBlocks[evaluated](streams, attention: attention, at: place)
    } else {
      let i = evaluated - doubleBlocks.count
      guard i < transformer.singleBlocks.count else { return false }
      if i == 0 { streams = groups.map { Self.joined(streams[$0]) } }
      streams = transformer.singleBlocks[i](streams, attention: attention, at: place(.single(i)))
    }
    evaluated += 1
    return true
  }

  /// The picture's velocity, `[batch, tokens, output channels]`, once all blocks are evaluated.
  public func velocity() -> Tensor {
    let blocks = transformer.doubleBlocks.count + transformer.singleBlocks.count
    precondition(evaluated == blocks, "FluxPass.velocity after \(evaluated) of \(blocks) blocks")
    let tokens = Self.joined(streams[...]).tokens.sliced(axis: 1, picture)
    return transformer.finalLayer(tokens, vector: pictureVector)
  }

  private func place(_ block: FluxBlock) -> FluxAttentionPlace {
    FluxAttentionPlace(block: block, step: step, rotary: rotary, streams: ranges)
  }

  private static func ranges(of counts: [Int]) -> [Range<Int>] {
    var end = 0
    return counts.map { count in
      defer { end += count }
      return end..<end + count
    }
  }

  /// Neighbours that nothing tells apart, once all have the same weights, become one group.
  private static func groups(of streams: [FluxStream]) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    for (i, stream) in streams.enumerated() {
      if let last = groups.last, stream.isStockInSingleBlocks,
        streams[i - 1].isStockInSingleBlocks
      {
        groups[groups.count - 1] = last.lowerBound..<i + 1
      } else {
        groups.append(i..<i + 1)
      }
    }
    return groups
  }

  /// One stream of the tokens of several, with what modulates the first.
  private static func joined(_ streams: ArraySlice<FluxTokens>) -> FluxTokens {
    guard streams.count > 1 else { return streams[streams.startIndex] }
    var joined = streams[streams.startIndex]
    joined.tokens = .concatenate(streams.map(\.tokens), axis: 1)
    return joined
  }
}

extension FluxStream {
  /// Whether the stream has nothing of its own in the single-stream blocks.
  fileprivate var isStockInSingleBlocks: Bool {
    let hasOffset = vectorOffsets.keys.contains { block in
      if case .single = block { true } else { false }
    }
    return vector == nil && adapters.isEmpty && !hasOffset
  }
}
