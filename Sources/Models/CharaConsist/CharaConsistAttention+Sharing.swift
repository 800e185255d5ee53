import Layers
import Tensors

// What a frame's tokens see of another picture, and take over from it.

extension CharaConsistAttention {
  /// Rotated keys and values of another picture, `[1, heads, tokens, head width]`.
  typealias Shared = (k: Tensor, v: Tensor)

  /// The identity's tokens that are matched, each turned as its match in this picture.
  func foreground(
    at spot: CharaConsistBank.Place, _ findings: Findings, _ place: FluxAttentionPlace
  ) -> Shared? {
    guard let source, let matches = findings.matches, !matches.places.isEmpty,
      let tokens = source.foregroundTokens[spot]
    else { return nil }
    let kept = source.foreground.rowsKept
    let rows = matches.places.compactMap { kept[matches.partners[$0]] }
    return shared(tokens, rows: rows, turnedAs: matches.places, place)
  }

  /// The tokens that are background both there and here, turned as they were.
  func background(
    at spot: CharaConsistBank.Place, _ findings: Findings, _ place: FluxAttentionPlace
  ) -> Shared? {
    guard let background = source?.background, let mask = findings.mask,
      let tokens = background.tokens[spot]
    else { return nil }
    let common = background.mask.indices.filter { !mask.isSet[$0] }
    guard !common.isEmpty else { return nil }
    let kept = background.mask.rowsKept
    return shared(tokens, rows: common.compactMap { kept[$0] }, turnedAs: common, place)
  }

  private func shared(
    _ tokens: CharaConsistBank.KeyValues, rows: [Int], turnedAs places: [Int],
    _ place: FluxAttentionPlace
  ) -> Shared {
    let heads = tokens.keys.shape[1] / (2 * place.rotary.cosine.shape[1])
    func split(_ x: Tensor) -> Tensor {
      x.rows(rows).converted(to: .float32).insertingAxis(at: 0).splitIntoHeads(heads)
    }
    let turns = place.rotary.ofTokens(places.map { place.streams[1].lowerBound + $0 })
    return (turns(split(tokens.keys)), split(tokens.values))
  }

  /// Attention in which the picture's foreground sees one set of shared tokens besides its own, the
  /// rest of the picture another, and all other tokens none.
  func attended(
    _ q: Tensor, _ k: Tensor, _ v: Tensor, picture: Range<Int>, foreground: TokenMask?,
    _ shared: (foreground: Shared?, background: Shared?)
  ) -> Tensor {
    guard let foreground, shared.foreground != nil || shared.background != nil else {
      return .attention(q, k, v)
    }
    let others = (0..<q.shape[2]).filter { !picture.contains($0) }
    let groups = [
      (tokens: others, shared: Shared?.none),
      (foreground.indices.map { picture.lowerBound + $0 }, shared.foreground),
      (foreground.inverted.indices.map { picture.lowerBound + $0 }, shared.background),
    ].filter { !$0.tokens.isEmpty }
    let parts = groups.map { tokens, shared in
      let queries = q.tokens(tokens)
      guard let shared else { return Tensor.attention(queries, k, v) }
      return Tensor.attention(
        queries, .concatenate([k, shared.k], axis: 2), .concatenate([v, shared.v], axis: 2))
    }
    var order = [Int](repeating: 0, count: q.shape[2])
    for (index, token) in groups.flatMap(\.tokens).enumerated() { order[token] = index }
    return Tensor.concatenate(parts, axis: 2).tokens(order)
  }

  /// The tokens, `[tokens, width]`, those matched having taken over some of what their partners
  /// attended to; nil if none are.
  ///
  ///     o ← (1 − a) · o + a · identity's o        a = weight of the step · similarity
  func merged(
    _ tokens: Tensor, of picture: Range<Int>, at spot: CharaConsistBank.Place,
    _ findings: Findings
  ) -> Tensor? {
    guard let source, settings.sharesForeground(inBlock: spot.block),
      let matches = findings.matches, !matches.places.isEmpty
    else { return nil }
    let partners = matches.places.map { matches.partners[$0] }
    let taken: Tensor
    if let features = source.features[spot.block], spot.step == settings.matchingStep {
      taken = features.rows(partners)
    } else if let mergeable = source.mergeable[spot] {
      let kept = source.foreground.rowsKept
      taken = mergeable.rows(partners.compactMap { kept[$0] })
    } else {
      return nil
    }
    let weight = settings.mergingWeight(at: spot.step)
    let weights = Tensor(
      matches.places.map { weight * matches.similarities[$0] }, shape: [partners.count, 1])
    let own = tokens.rows(matches.places.map { picture.lowerBound + $0 })
    let mixed = (1 - weights) * own + weights * taken.converted(to: .float32)
    var order = Array(0..<tokens.shape[0])
    for (index, place) in matches.places.enumerated() {
      order[picture.lowerBound + place] = tokens.shape[0] + index
    }
    return Tensor.concatenate([tokens, mixed], axis: 0).rows(order)
  }
}

extension TokenMask {
  /// Where each token stands among those that are meant; nil for the others.
  fileprivate var rowsKept: [Int?] {
    var next = 0
    return isSet.map { isSet in
      guard isSet else { return nil }
      defer { next += 1 }
      return next
    }
  }
}

extension Rotary {
  /// The rotation of some of the tokens, of which there is one for all of a batch.
  fileprivate func ofTokens(_ indices: [Int]) -> Rotary {
    Rotary(cosine: cosine.rows(indices), sine: sine.rows(indices), pairing: pairing)
  }
}

extension Tensor {
  /// Some of the tokens, `[1, heads, tokens, width]`.
  fileprivate func tokens(_ indices: [Int]) -> Tensor {
    permuted([2, 0, 1, 3]).rows(indices).permuted([1, 2, 0, 3])
  }
}
