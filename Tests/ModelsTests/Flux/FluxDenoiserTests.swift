import Diffusion
import Layers
import Synchronization
import TestSupport
import Tensors
import Testing

@testable import Models

@Suite(.unroundedProducts) struct FluxDenoiserTests {
  private let step = DenoisingStep(index: 3, count: 8, sigma: 0.6, nextSigma: 0.5)
  private let latent = Tensor.randomNormal([2, 2, 6, 8], seed: 1)

  @Test func `one conditioning serves a whole batch`() async throws {
    let denoiser = try denoiser()
    let both = try await denoiser.prediction(of: latent, at: step)
    #expect(both.shape == latent.shape)
    for i in 0..<2 {
      let alone = try await denoiser.prediction(of: latent.sliced(axis: 0, i..<i + 1), at: step)
      expectClose(both.sliced(axis: 0, i..<i + 1), alone, relative: 1e-5)
    }
  }

  @Test func `a conditioning for each picture is told to its picture`() async throws {
    let denoiser = try denoiser()
    var other = denoiser
    other.conditioning = conditioning(seed: 9)
    var paired = denoiser
    paired.conditioning = FluxConditioning(
      tokens: .concatenate([denoiser.conditioning.tokens, other.conditioning.tokens], axis: 0),
      pooled: .concatenate([denoiser.conditioning.pooled, other.conditioning.pooled], axis: 0))
    let both = try await paired.prediction(of: latent, at: step)
    let second = try await other.prediction(of: latent.sliced(axis: 0, 1..<2), at: step)
    expectClose(both.sliced(axis: 0, 1..<2), second, relative: 1e-5)
  }

  @Test func `guidance and timestep precision reach the network`() async throws {
    let denoiser = try denoiser()
    #expect(denoiser.precision == .bfloat16)
    let stock = try await denoiser.prediction(of: latent, at: step)
    var other = denoiser
    other.guidance = 1
    let unguided = try await other.prediction(of: latent, at: step)
    #expect(relativeDistance(unguided.floats(), stock.floats()) > 1e-3)
    other = denoiser
    other.precision = .exact
    let exact = try await other.prediction(of: latent, at: step)
    #expect(relativeDistance(exact.floats(), stock.floats()) > 1e-6)
  }

  @Test func `a cancelled task stops at the next block`() async throws {
    var denoiser = try denoiser()
    let blocks = Mutex(0)
    let attention = CancelsItsTask { blocks.withLock { $0 += 1 } }
    denoiser.attention = attention
    let (cancelling, latent, step) = (denoiser, latent, step)
    let run = Task { try await cancelling.prediction(of: latent, at: step) }
    await #expect(throws: CancellationError.self) { try await run.value }
    #expect(blocks.withLock { $0 } == 1)
  }

  private func denoiser() throws -> FluxDenoiser {
    let fixture = try Fixture("Flux", "transformer.guided")
    let weights = try FluxWeights(fixture.checkpoint(), fixture.fluxConfiguration())
    return FluxDenoiser(try FluxTransformer(weights), conditioning(seed: 2))
  }

  private func conditioning(seed: UInt64) -> FluxConditioning {
    FluxConditioning(
      tokens: .randomNormal([1, 5, 10], seed: seed), pooled: .randomNormal([1, 6], seed: seed + 1))
  }
}

private struct CancelsItsTask: FluxAttention {
  let attended: @Sendable () -> Void

  func callAsFunction(
    _ q: Tensor, _ k: Tensor, _ v: Tensor, at place: FluxAttentionPlace
  ) -> Tensor {
    attended()
    withUnsafeCurrentTask { $0?.cancel() }
    return v
  }
}
