import Diffusion
import Tensors
import Testing

@Suite struct DenoisingTests {
  private let noise = Tensor([1, -2] as [Float], shape: [1, 1, 1, 2])
  private let schedule = FlowMatchSchedule.schnell.sigmas(steps: 3, imageTokens: 1)

  @Test func `a run counts its steps from one and ends without noise`() async throws {
    var steps: [Int] = []
    var sigmas: [Float] = []
    for try await turn in Denoising(
      from: noise, along: schedule, by: EulerSampler(), with: Zero())
    {
      #expect(turn.count == 3)
      steps.append(turn.step)
      sigmas.append(turn.sigma)
    }
    #expect(steps == [1, 2, 3])
    #expect(sigmas == Array(schedule.sigmas.dropFirst()))
  }

  @Test func `a run without steps gives the latent it began with`() async throws {
    let none = NoiseSchedule(sigmas: [0])
    let result = try await Denoising(from: noise, along: none, by: EulerSampler(), with: Zero())
      .result()
    #expect(result.floats() == noise.floats())
  }

  @Test func `a run that goes on after a step ends as if it had not stopped`() async throws {
    for sampler in [EulerSampler(), HeunSampler()] as [any Sampler] {
      var latents: [Tensor] = []
      for try await turn in Denoising(
        from: noise, along: schedule, by: sampler, with: Halving())
      {
        latents.append(turn.latent)
      }
      for finished in 1...3 {
        let rest = Denoising(
          from: latents[finished - 1], along: schedule, by: sampler, with: Halving(),
          after: finished)
        #expect(try await rest.result().floats() == latents[2].floats())
      }
    }
  }

  @Test func `a cancelled task takes no further step`() async throws {
    let denoiser = CancelsItsTask()
    let (noise, schedule) = (noise, schedule)
    let run = Task {
      try await Denoising(from: noise, along: schedule, by: EulerSampler(), with: denoiser).result()
    }
    await #expect(throws: CancellationError.self) { try await run.value }
    #expect(await denoiser.evaluations.count == 1)
  }

  private struct Zero: Denoiser {
    func prediction(of latent: Tensor, at step: DenoisingStep) async throws -> Tensor { 0 * latent }
  }

  private struct Halving: Denoiser {
    func prediction(of latent: Tensor, at step: DenoisingStep) async throws -> Tensor {
      0.5 * latent
    }
  }

  private struct CancelsItsTask: Denoiser {
    let evaluations = Counter()

    func prediction(of latent: Tensor, at step: DenoisingStep) async throws -> Tensor {
      await evaluations.increment()
      withUnsafeCurrentTask { $0?.cancel() }
      return latent
    }
  }
}

private actor Counter {
  private(set) var count = 0

  func increment() { count += 1 }
}
