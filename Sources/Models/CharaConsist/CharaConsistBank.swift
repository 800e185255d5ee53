public import Tensors

/// What is kept of the run that drew an identity, for the frames that are to show it.
///
/// Kept is only what a frame can read. Keys and values of the foreground, in the blocks that share it;
/// those of the background where frames are to share it too; what the foreground attended to, where
/// frames are to merge; and in the matching step what all tokens attended to, in all blocks. The authors
/// keep keys and values of all tokens in all blocks.
public struct CharaConsistBank: Sendable {
  /// A single-stream block in one step.
  public struct Place: Sendable, Hashable {
    let block: Int
    let step: Int
  }

  /// Keys and values of some tokens, before rotation.
  struct KeyValues: Sendable {
    /// `[tokens, width]`.
    let keys: Tensor
    /// `[tokens, width]`.
    let values: Tensor
  }

  /// The picture whose background frames see.
  struct Background: Sendable {
    /// Which of its tokens are background.
    let mask: TokenMask
    /// Keys and values of these tokens.
    let tokens: [Place: KeyValues]
  }

  /// When and where frames share.
  public let settings: CharaConsistSettings
  /// The identity's foreground.
  public let foreground: TokenMask
  /// Keys and values of the foreground's tokens.
  let foregroundTokens: [Place: KeyValues]
  /// What all tokens attended to in the matching step, by block, `[tokens, width]`.
  let features: [Int: Tensor]
  /// What the foreground's tokens attended to in the other steps that merge, `[tokens, width]`.
  let mergeable: [Place: Tensor]
  /// The source of the background; nil if none was kept.
  var background: Background?

  /// Whether frames can take over attended tokens; those of the matching step are always there.
  public var canMerge: Bool {
    !mergeable.isEmpty || settings.mergingSteps.allSatisfy { $0 == settings.matchingStep }
  }

  /// The background that frames can see; nil if none was kept.
  public var backgroundMask: TokenMask? { background?.mask }

  /// The type the tokens are kept in.
  public var elementType: ElementType { features.values.first?.elementType ?? .float32 }

  /// What the tensors take, in bytes.
  public var byteCount: Int {
    let pairs = Array(foregroundTokens.values) + (background.map { Array($0.tokens.values) } ?? [])
    let tensors =
      pairs.flatMap { [$0.keys, $0.values] } + Array(features.values) + Array(mergeable.values)
    return tensors.reduce(0) { $0 + $1.count * $1.elementType.byteCount }
  }
}

extension CharaConsistBank {
  /// What a bank will take, in bytes.
  ///
  ///     width · bytes of an element
  ///       · (2 · sharing steps · foreground blocks · foreground
  ///          + 2 · background's steps · background blocks · background
  ///          + merging steps · foreground blocks · foreground + all blocks · tokens)
  ///
  /// where the matching step does not count among the merging steps, for all its tokens are kept.
  ///
  /// - Parameters:
  ///   - settings: When and where frames share.
  ///   - options: What is kept.
  ///   - configuration: The transformer.
  ///   - tokens: How many tokens the picture has.
  ///   - foreground: How many of them are foreground.
  ///   - elementType: The type the tokens are kept in.
  /// - Returns: The ``byteCount`` of the bank, exactly.
  public static func byteCount(
    _ settings: CharaConsistSettings, _ options: CharaConsistOptions,
    _ configuration: FluxConfiguration, tokens: Int, foreground: Int, elementType: ElementType
  ) -> Int {
    let blocks = 0..<configuration.singleBlocks
    let foregroundBlocks = blocks.count(where: settings.sharesForeground)
    let backgroundBlocks =
      options.sharesBackground ? blocks.count(where: settings.sharesBackground) : 0
    let mergingSteps = settings.mergingSteps.count { $0 != settings.matchingStep }
    let kept =
      2 * settings.sharingSteps.count * foregroundBlocks * foreground
      + 2 * settings.backgroundSteps.count * backgroundBlocks * (tokens - foreground)
      + (options.merges ? mergingSteps * foregroundBlocks * foreground : 0)
      + blocks.count * tokens
    return kept * configuration.width * elementType.byteCount
  }
}
