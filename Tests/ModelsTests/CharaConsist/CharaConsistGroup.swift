import Diffusion
import Layers
import TestSupport
import Tensors

@testable import Models

/// The tiny transformer, prompts and noise of Tests/Reference/characonsist.py.
struct CharaConsistGroup {
  static let (rows, columns) = (8, 6)
  static let lengths = [
    PromptLengths(background: 3, words: 9), PromptLengths(background: 3, words: 9),
    PromptLengths(background: 4, words: 11), PromptLengths(background: 2, words: 7),
  ]

  let transformer: FluxTransformer
  let noise: Tensor
  let schedule: NoiseSchedule
  let conditionings: [FluxConditioning]
  var settings: CharaConsistSettings

  init() throws {
    let network = try Fixture("CharaConsist", "transformer.single4-heads2")
    transformer = try FluxTransformer(
      FluxWeights(try network.checkpoint(), try network.fluxConfiguration()))
    let inputs = try Fixture("CharaConsist", "group.inputs")
    noise = FluxPacking.latent(
      of: try inputs.input("noise"), rows: Self.rows, columns: Self.columns)
    schedule = NoiseSchedule(sigmas: try inputs.input("sigmas").floats())
    conditionings = try Self.lengths.indices.map {
      FluxConditioning(
        tokens: try inputs.input("tokens\($0)"), pooled: try inputs.input("pooled\($0)"))
    }
    settings = CharaConsistSettings(steps: schedule.stepCount)
    settings.matchingThreshold = -1
    settings.cleansMasks = false
  }

  /// What a run leaves: its latent as tokens, and the masks it had.
  struct Run {
    let tokens: Tensor
    let masks: [TokenMask]
  }

  /// Draws a picture of the group.
  func run(_ index: Int, _ attention: any FluxAttention, upTo end: Int? = nil) async throws -> Run {
    let denoiser = FluxDenoiser(
      transformer, conditionings[index], guidance: 3.5, precision: .exact, attention: attention)
    var latent = noise
    var masks: [TokenMask] = []
    for try await turn in Denoising(
      from: noise, along: schedule, by: EulerSampler(), with: denoiser)
    {
      latent = turn.latent
      if let attention = attention as? CharaConsistAttention {
        let before = attention.mask
        try attention.finishStep()
        if let mask = attention.mask, mask != before || turn.step <= 11 { masks.append(mask) }
      }
      if turn.step == end {
        latent = turn.estimate
        break
      }
    }
    return Run(tokens: FluxPacking.tokens(of: latent), masks: masks)
  }

  /// The attention of the identity.
  func identity(_ options: CharaConsistOptions) -> CharaConsistAttention {
    .identity(
      settings, options, Self.lengths[0], rows: Self.rows, columns: Self.columns,
      elementType: .float32)
  }

  /// The attention of a frame's pre-run.
  func preRun(
    _ index: Int, of bank: CharaConsistBank, _ options: CharaConsistOptions
  ) -> CharaConsistAttention {
    .preRun(of: bank, options, Self.lengths[index], rows: Self.rows, columns: Self.columns)
  }

  /// The attention of a frame.
  func frame(
    _ index: Int, of bank: CharaConsistBank, _ matches: PointMatches,
    _ options: CharaConsistOptions
  ) -> CharaConsistAttention {
    .frame(
      of: bank, matches, options, Self.lengths[index], rows: Self.rows, columns: Self.columns,
      elementType: .float32)
  }
}
