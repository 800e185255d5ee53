import Layers
import TestSupport
import Tensors
import Testing

@testable import Models

/// One attention of a frame, whose bank holds chosen keys and values.
@Suite struct CharaConsistGateTests {
  private let rows = 2
  private let columns = 3
  private let heads = 2
  private let headWidth = 6
  private let text = 4
  private var tokens: Int { text + rows * columns }
  private let foreground = TokenMask(rows: 2, columns: 3, [true, true, false, false, true, false])

  private func random(_ seed: UInt64) -> Tensor {
    .randomNormal([1, heads, tokens, headWidth], seed: seed)
  }

  private func place(step: Int) -> FluxAttentionPlace {
    let positions =
      [FluxPosition](repeating: FluxPosition(), count: text)
      + FluxPosition.grid(rows: rows, columns: columns)
    return FluxAttentionPlace(
      block: .single(0), step: step, rotary: FluxPosition.rotary(positions, axes: [2, 2, 2]),
      streams: [0..<text, text..<tokens])
  }

  /// The attention of a frame that has its mask, after its first step.
  private func frame(
    keys: Tensor, values: Tensor, partners: [Int], background: Bool
  ) throws -> CharaConsistAttention {
    var settings = CharaConsistSettings(steps: 50)
    settings.cleansMasks = false
    settings.matchingThreshold = -1
    let options = CharaConsistOptions(merges: false, sharesBackground: background)
    var recorder = CharaConsistRecorder(settings, elementType: .float32)
    try recorder.keepKeys(
      keys, values, at: .init(block: 0, step: 1), foreground: true, background: background)
    try recorder.cut(to: foreground)
    let matches = PointMatches(
      partners: partners, similarities: [Float](repeating: 1, count: 6), foreground: foreground,
      identity: foreground, threshold: 0)
    let attention = CharaConsistAttention.frame(
      of: recorder.bank(withBackground: background), matches, options,
      PromptLengths(background: 1, words: 3), rows: rows, columns: columns, elementType: .float32)
    _ = attention(measured.q, measured.k, measured.v, at: place(step: 0))
    try attention.finishStep()
    return attention
  }

  /// Queries and keys whose attention to words makes `foreground` the mask.
  private var measured: (q: Tensor, k: Tensor, v: Tensor) {
    var q = [Float](repeating: 0, count: heads * tokens * headWidth)
    var k = q
    for head in 0..<heads {
      // The first pair turns by the plane, which is 0: it keeps what it was.
      for (index, isSet) in foreground.isSet.enumerated() {
        q[(head * tokens + text + index) * headWidth] = isSet ? -9 : 9
      }
      k[head * tokens * headWidth] = 1
    }
    let shape = [1, heads, tokens, headWidth]
    return (Tensor(q, shape: shape), Tensor(k, shape: shape), random(9))
  }

  private func rowsOf(_ x: Tensor) -> Tensor { x.joinedHeads().selected(axis: 0, at: 0) }

  @Test func `text sees no shared token, and each side of the mask its own`() throws {
    let (q, k, v) = (random(1), random(2), random(3))
    let place = place(step: 1)
    let plain = PlainFluxAttention()(q, k, v, at: place)
    let keys = Tensor.randomNormal([6, 12], seed: 4)
    let values = Tensor.randomNormal([6, 12], seed: 5)
    let partners = [4, 0, 0, 0, 1, 0]
    let fgOnly = try frame(keys: keys, values: values, partners: partners, background: false)
    let both = try frame(keys: keys, values: values, partners: partners, background: true)
    #expect(fgOnly.mask == foreground)
    let (first, second) = (fgOnly(q, k, v, at: place), both(q, k, v, at: place))
    for token in 0..<tokens {
      let rows = [plain, first, second].map { rowsOf($0).selected(axis: 0, at: token).floats() }
      let isText = token < text
      let isForeground = !isText && foreground.isSet[token - text]
      #expect((relativeDistance(rows[1], rows[0]) < 1e-6) == !isForeground)
      #expect((relativeDistance(rows[2], rows[0]) < 1e-6) == isText)
    }
  }

  @Test func `a shared key turned as its match is the key the frame would have there`() throws {
    // All shared tokens are the frame's own, each matched with itself: the foreground sees its own
    // foreground twice.
    let (q, k, v) = (random(1), random(2), random(3))
    let place = place(step: 1)
    let own = (rowsOf(k).sliced(axis: 0, text..<tokens), rowsOf(v).sliced(axis: 0, text..<tokens))
    let attention = try frame(
      keys: own.0, values: own.1, partners: Array(0..<6), background: false)
    let twice = foreground.indices.map { text + $0 }
    let keys = place.rotary(k)
    let expected = Tensor.attention(
      place.rotary(q), .concatenate([keys, picked(keys, twice)], axis: 2),
      .concatenate([v, picked(v, twice)], axis: 2))
    let actual = attention(q, k, v, at: place)
    expectClose(picked(actual, twice), picked(expected, twice), relative: 1e-6)
  }

  @Test func `the same keys seen once more by a token change nothing`() {
    let (q, k, v) = (random(1), random(2), random(3))
    let doubled = Tensor.attention(
      q, .concatenate([k, k], axis: 2), .concatenate([v, v], axis: 2))
    expectClose(doubled, .attention(q, k, v), relative: 1e-6)
  }

  private func picked(_ x: Tensor, _ tokens: [Int]) -> Tensor {
    .concatenate(tokens.map { x.sliced(axis: 2, $0..<$0 + 1) }, axis: 2)
  }
}
