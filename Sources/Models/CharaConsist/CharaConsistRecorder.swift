import Tensors

/// Keys, values and attended tokens of a run under way.
///
/// Before the matching step it is not known which tokens are foreground: all are kept until then. Where
/// there is a limit to what may be kept in memory, the rest is in a file.
struct CharaConsistRecorder: Sendable {
  private let settings: CharaConsistSettings
  private let elementType: ElementType
  private(set) var room: TensorRoom?
  private var foregroundTokens: [CharaConsistBank.Place: CharaConsistBank.KeyValues] = [:]
  private var backgroundTokens: [CharaConsistBank.Place: CharaConsistBank.KeyValues] = [:]
  private var features: [Int: Tensor] = [:]
  private var mergeable: [CharaConsistBank.Place: Tensor] = [:]
  /// The foreground, once it is known.
  private(set) var foreground: TokenMask?

  /// A recorder of nothing yet.
  ///
  /// - Parameters:
  ///   - settings: Which blocks share what.
  ///   - elementType: The type to keep tokens in.
  ///   - room: Where to keep them; nil for memory without a limit.
  init(_ settings: CharaConsistSettings, elementType: ElementType, room: TensorRoom? = nil) {
    self.settings = settings
    self.elementType = elementType
    self.room = room
  }

  /// Keeps keys and values, `[tokens, width]`, of the picture in a block that shares them.
  ///
  /// - Throws: ``StorageError`` if there is no room for them.
  mutating func keepKeys(
    _ keys: Tensor, _ values: Tensor, at place: CharaConsistBank.Place, foreground: Bool,
    background: Bool
  ) throws(StorageError) {
    if foreground && settings.sharesForeground(inBlock: place.block) {
      let rows = self.foreground?.indices
      foregroundTokens[place] = .init(keys: try kept(keys, rows), values: try kept(values, rows))
    }
    if background && settings.sharesBackground(inBlock: place.block) {
      let rows = self.foreground?.inverted.indices
      backgroundTokens[place] = .init(keys: try kept(keys, rows), values: try kept(values, rows))
    }
  }

  /// Keeps what all of the picture's tokens attended to, `[tokens, width]`, for matching.
  ///
  /// - Throws: ``StorageError`` if there is no room for it.
  mutating func keepFeatures(_ attended: Tensor, ofBlock block: Int) throws(StorageError) {
    features[block] = try kept(attended, nil)
  }

  /// Keeps what the foreground attended to, of all of the picture's tokens, `[tokens, width]`.
  ///
  /// - Throws: ``StorageError`` if there is no room for it.
  mutating func keepMergeable(
    _ attended: Tensor, at place: CharaConsistBank.Place
  ) throws(StorageError) {
    guard settings.sharesForeground(inBlock: place.block) else { return }
    mergeable[place] = try kept(attended, foreground?.indices)
  }

  /// Gives up all that is of the other side of the mask.
  ///
  /// - Throws: ``StorageError`` if there is no room for what is left.
  mutating func cut(to foreground: TokenMask) throws(StorageError) {
    self.foreground = foreground
    room?.beginFile()
    let (inside, outside) = (foreground.indices, foreground.inverted.indices)
    // By key, so that what is cut goes at once.
    for place in Array(foregroundTokens.keys) {
      if let kept = foregroundTokens[place] { foregroundTokens[place] = try cut(kept, to: inside) }
    }
    for place in Array(backgroundTokens.keys) {
      if let kept = backgroundTokens[place] { backgroundTokens[place] = try cut(kept, to: outside) }
    }
    for place in Array(mergeable.keys) {
      if let kept = mergeable[place] { mergeable[place] = try cut(kept, to: inside) }
    }
  }

  /// All that was kept of an identity.
  func bank(withBackground: Bool) -> CharaConsistBank {
    guard let foreground else { preconditionFailure("CharaConsistRecorder.bank without a mask") }
    return CharaConsistBank(
      settings: settings, foreground: foreground, foregroundTokens: foregroundTokens,
      features: features, mergeable: mergeable, background: withBackground ? background : nil)
  }

  /// What was kept as a source of the background.
  var background: CharaConsistBank.Background? {
    foreground.map { .init(mask: $0.inverted, tokens: backgroundTokens) }
  }

  /// A copy of some rows, which holds no memory but its own.
  private mutating func kept(_ x: Tensor, _ rows: [Int]?) throws(StorageError) -> Tensor {
    let copy = x.rows(rows ?? Array(0..<x.shape[0])).converted(to: elementType)
    return try room?.keep(copy) ?? copy
  }

  /// Keeps some rows of a tensor in its place.
  private mutating func cut(_ x: Tensor, to rows: [Int]) throws(StorageError) -> Tensor {
    room?.giveUp(x)
    return try kept(x, rows)
  }

  private mutating func cut(
    _ pair: CharaConsistBank.KeyValues, to rows: [Int]
  ) throws(StorageError) -> CharaConsistBank.KeyValues {
    .init(keys: try cut(pair.keys, to: rows), values: try cut(pair.values, to: rows))
  }
}

extension Tensor {
  /// A copy of some of the rows, along axis 0.
  func rows(_ indices: [Int]) -> Tensor {
    gatheredRows(Tensor(indices.map(Int64.init), shape: [indices.count]))
  }
}
