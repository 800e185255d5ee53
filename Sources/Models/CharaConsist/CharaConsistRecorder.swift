import Tensors

/// Keys, values and attended tokens of a run under way.
///
/// Before the matching step it is not known which tokens are foreground: all are kept until then.
struct CharaConsistRecorder: Sendable {
  private let settings: CharaConsistSettings
  private let elementType: ElementType
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
  init(_ settings: CharaConsistSettings, elementType: ElementType) {
    self.settings = settings
    self.elementType = elementType
  }

  /// Keeps keys and values, `[tokens, width]`, of the picture in a block that shares them.
  mutating func keepKeys(
    _ keys: Tensor, _ values: Tensor, at place: CharaConsistBank.Place, foreground: Bool,
    background: Bool
  ) {
    if foreground && settings.sharesForeground(inBlock: place.block) {
      let rows = self.foreground?.indices
      foregroundTokens[place] = .init(keys: kept(keys, rows), values: kept(values, rows))
    }
    if background && settings.sharesBackground(inBlock: place.block) {
      let rows = self.foreground?.inverted.indices
      backgroundTokens[place] = .init(keys: kept(keys, rows), values: kept(values, rows))
    }
  }

  /// Keeps what all of the picture's tokens attended to, `[tokens, width]`, for matching.
  mutating func keepFeatures(_ attended: Tensor, ofBlock block: Int) {
    features[block] = kept(attended, nil)
  }

  /// Keeps what the foreground attended to, of all of the picture's tokens, `[tokens, width]`.
  mutating func keepMergeable(_ attended: Tensor, at place: CharaConsistBank.Place) {
    guard settings.sharesForeground(inBlock: place.block) else { return }
    mergeable[place] = kept(attended, foreground?.indices)
  }

  /// Gives up all that is of the other side of the mask.
  mutating func cut(to foreground: TokenMask) {
    self.foreground = foreground
    let (inside, outside) = (foreground.indices, foreground.inverted.indices)
    foregroundTokens = foregroundTokens.mapValues { $0.rows(inside) }
    backgroundTokens = backgroundTokens.mapValues { $0.rows(outside) }
    mergeable = mergeable.mapValues { $0.rows(inside) }
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
  private func kept(_ x: Tensor, _ rows: [Int]?) -> Tensor {
    x.rows(rows ?? Array(0..<x.shape[0])).converted(to: elementType)
  }
}

extension CharaConsistBank.KeyValues {
  /// Keys and values of some of the tokens.
  func rows(_ indices: [Int]) -> CharaConsistBank.KeyValues {
    .init(keys: keys.rows(indices), values: values.rows(indices))
  }
}

extension Tensor {
  /// A copy of some of the rows, along axis 0.
  func rows(_ indices: [Int]) -> Tensor {
    gatheredRows(Tensor(indices.map(Int64.init), shape: [indices.count]))
  }
}
