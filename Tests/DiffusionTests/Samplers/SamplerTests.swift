import Diffusion
import Tensors
import TestSupport
import Testing

@Suite struct SamplerTests {
  @Test(arguments: [("euler.steps8", true), ("heun.steps6", false)])
  func `every latent of a run is that of the reference`(name: String, isEuler: Bool) async throws {
    let fixture = try Fixture("Samplers", name)
    let schedule = NoiseSchedule(sigmas: try fixture.input("sigmas").floats())
    let run = Denoising(
      from: try fixture.input("latent"), along: schedule,
      by: isEuler ? EulerSampler() : HeunSampler(), with: Field())
    for try await turn in run {
      let expected = try fixture.output("latent.\(turn.step - 1)").floats()
      #expect(relativeDistance(turn.latent.floats(), expected) < 1e-6, "step \(turn.step)")
    }
  }

  @Test func `with halved steps Euler's error halves and Heun's falls to a quarter`() async throws {
    // d x / d sigma = x, from sigma 1 to 1/2: x(1/2) = x(1) · exp(−1/2).
    func error(_ sampler: any Sampler, steps: Int) async throws -> Float {
      let sigmas = (0...steps).map { 1 - 0.5 * Float($0) / Float(steps) }
      let last = try await Denoising(
        from: Tensor.full(1, [1, 1, 1, 1]), along: NoiseSchedule(sigmas: sigmas), by: sampler,
        with: Growth()
      ).result()
      return abs(last.item() - 0.606_530_66)
    }
    let euler = try await error(EulerSampler(), steps: 8) / error(EulerSampler(), steps: 16)
    let heun = try await error(HeunSampler(), steps: 8) / error(HeunSampler(), steps: 16)
    #expect(abs(euler - 2) < 0.1)
    #expect(abs(heun - 4) < 0.3)
  }

  @Test func `the estimate of a straight field is where the run ends`() async throws {
    let noise = Tensor([2, -1, 0.5, 3] as [Float], shape: [1, 1, 2, 2])
    let clean = Tensor([0, 1, 1, -1] as [Float], shape: [1, 1, 2, 2])
    let run = Denoising(
      from: noise, along: FlowMatchSchedule.schnell.sigmas(steps: 4, imageTokens: 1),
      by: EulerSampler(), with: Constant(slope: noise - clean))
    for try await turn in run {
      #expect(relativeDistance(turn.estimate.floats(), clean.floats()) < 1e-6)
    }
    #expect(relativeDistance(try await run.result().floats(), clean.floats()) < 1e-6)
  }

  /// sin(3x) − x · sigma + ¼, as in Tests/Reference/schedule.py.
  private struct Field: Denoiser {
    func prediction(of latent: Tensor, at step: DenoisingStep) async throws -> Tensor {
      (3 * latent).sin() - latent * step.sigma + 0.25
    }
  }

  private struct Growth: Denoiser {
    func prediction(of latent: Tensor, at step: DenoisingStep) async throws -> Tensor { latent }
  }

  private struct Constant: Denoiser {
    let slope: Tensor

    func prediction(of latent: Tensor, at step: DenoisingStep) async throws -> Tensor { slope }
  }
}
