import Layers
import TestSupport
import Tensors
import Testing

@testable import Models

/// What must hold of the method whatever the weights are.
@Suite(.unroundedProducts) struct CharaConsistSharingTests {
  private let options = CharaConsistOptions()

  @Test func `a picture is its own best match, and merging with itself changes little`()
    async throws
  {
    var group = try CharaConsistGroup()
    group.settings.matchingThreshold = 0.5
    let identity = group.identity(options)
    let first = try await group.run(0, identity)
    let preRun = group.preRun(0, of: identity.bank, options)
    _ = try await group.run(0, preRun, upTo: group.settings.matchingStep + 1)
    let matches = try #require(preRun.matches)
    #expect(matches.partners == Array(0..<48))
    #expect(matches.similarities.allSatisfy { abs($0 - 1) < 1e-5 })
    #expect(preRun.mask == identity.mask)
    #expect(matches.places == identity.bank.foreground.indices)
    // Its own foreground seen twice shifts the weights of attention, and nothing else.
    let frame = group.frame(0, of: identity.bank, matches, options)
    let again = try await group.run(0, frame)
    #expect(relativeDistance(again.tokens.floats(), first.tokens.floats()) < 0.1)
  }

  @Test func `recording does not change a picture`() async throws {
    let group = try CharaConsistGroup()
    let recorded = try await group.run(0, group.identity(options))
    let plain = try await group.run(0, PlainFluxAttention())
    expectClose(recorded.tokens, plain.tokens, relative: 1e-6)
  }

  @Test func `a frame without a match is drawn as without a bank`() async throws {
    var group = try CharaConsistGroup()
    group.settings.matchingThreshold = 2
    let identity = group.identity(options)
    _ = try await group.run(0, identity)
    let preRun = group.preRun(1, of: identity.bank, options)
    _ = try await group.run(1, preRun, upTo: group.settings.matchingStep + 1)
    let matches = try #require(preRun.matches)
    #expect(matches.places.isEmpty)
    let frame = group.frame(1, of: identity.bank, matches, options)
    let shared = try await group.run(1, frame)
    expectClose(
      shared.tokens, try await group.run(1, PlainFluxAttention()).tokens, relative: 1e-6)
  }

  @Test func `a bank is as large as predicted, and comes back from its tensors`() async throws {
    var group = try CharaConsistGroup()
    for (options, backgroundStart) in [
      (CharaConsistOptions(), 1), (CharaConsistOptions(merges: false), 1),
      (CharaConsistOptions(sharesBackground: true), 1),
      (CharaConsistOptions(sharesBackground: true), 20),
    ] {
      group.settings.backgroundStart = backgroundStart
      for type in [ElementType.float32, .bfloat16] {
        let attention = CharaConsistAttention.identity(
          group.settings, options, CharaConsistGroup.lengths[0], rows: CharaConsistGroup.rows,
          columns: CharaConsistGroup.columns, elementType: type)
        _ = try await group.run(0, attention)
        let bank = attention.bank
        #expect(
          bank.byteCount
            == CharaConsistBank.byteCount(
              group.settings, options, group.transformer.configuration, tokens: 48,
              foreground: bank.foreground.count, elementType: type))
        let again = try #require(
          CharaConsistBank(tensors: bank.tensors, metadata: bank.metadata))
        #expect(again.settings == bank.settings)
        #expect(again.foreground == bank.foreground)
        #expect(again.backgroundMask == bank.backgroundMask)
        #expect(again.byteCount == bank.byteCount)
        #expect(again.tensors.keys == bank.tensors.keys)
      }
    }
  }

  @Test func `a frame whose background starts late is until then drawn as one that shares none`()
    async throws
  {
    var group = try CharaConsistGroup()
    group.settings.backgroundStart = 20
    let both = CharaConsistOptions(merges: false, sharesBackground: true)
    let identity = group.identity(both)
    _ = try await group.run(0, identity)
    func frame(_ options: CharaConsistOptions, upTo end: Int) async throws -> Tensor {
      let preRun = group.preRun(1, of: identity.bank, options)
      _ = try await group.run(1, preRun, upTo: group.settings.matchingStep + 1)
      let matches = try #require(preRun.matches)
      return try await group.run(
        1, group.frame(1, of: identity.bank, matches, options), upTo: end
      ).tokens
    }
    let alone = CharaConsistOptions(merges: false)
    let (before, without) = (try await frame(both, upTo: 20), try await frame(alone, upTo: 20))
    #expect(before.floats() == without.floats())
    let (after, still) = (try await frame(both, upTo: 21), try await frame(alone, upTo: 21))
    #expect(relativeDistance(after.floats(), still.floats()) > 1e-4)
  }

  @Test func `a bank of published FLUX at 1024² and 30 % foreground takes less than 12 GiB`() {
    let flux = FluxConfiguration(
      inputChannels: 64, outputChannels: 64, heads: 24, headWidth: 128, doubleBlocks: 19,
      singleBlocks: 38, mlpWidth: 12288, textWidth: 4096, pooledWidth: 768, hasGuidance: true,
      rotaryAxes: [16, 56, 56])
    let settings = CharaConsistSettings(steps: 50)
    func gibibytes(_ options: CharaConsistOptions) -> Double {
      Double(
        CharaConsistBank.byteCount(
          settings, options, flux, tokens: 4096, foreground: 4096 * 3 / 10, elementType: .bfloat16)
      ) / Double(1 << 30)
    }
    // Keys and values 10.7, and what all tokens attended to in the matching step 0.9.
    #expect(abs(gibibytes(CharaConsistOptions(merges: false)) - 11.58) < 0.01)
    // Merging adds what the foreground attended to in 29 steps of 19 blocks.
    #expect(abs(gibibytes(CharaConsistOptions()) - 15.45) < 0.01)
  }
}
