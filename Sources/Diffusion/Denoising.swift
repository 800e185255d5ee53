public import Tensors

/// A run from noise to a clean latent, as the sequence of its latents.
///
///     for try await turn in Denoising(from: noise, along: schedule, by: sampler, with: denoiser) {
///       show(turn.step, of: turn.count, turn.estimate)
///     }
///
/// Progress, previews and the end of a run belong to whoever iterates. Cancellation of the task is
/// checked once per step, before it.
public struct Denoising: AsyncSequence, Sendable {
  /// The latent after a step.
  public struct Element: Sendable {
    /// How many steps are done, from 1.
    public let step: Int
    /// How many steps the run has.
    public let count: Int
    /// Standard deviation of the noise left in the latent.
    public let sigma: Float
    /// The latent, `[batch, channels, height, width]`.
    public let latent: Tensor
    /// What the clean latent was estimated to be from the latent before the step; for previews.
    public let estimate: Tensor
  }

  private let latent: Tensor
  private let schedule: NoiseSchedule
  private let sampler: any Sampler
  private let denoiser: any Denoiser
  private let finished: Int

  /// Describes a run; nothing is computed before it is iterated.
  ///
  /// - Parameters:
  ///   - latent: The latent at the sigma it begins at, `[batch, channels, height, width]`.
  ///   - schedule: The sigmas to visit.
  ///   - sampler: How to go from one to the next.
  ///   - denoiser: What predicts the slope of the latent.
  ///   - finished: How many steps have been taken already, in an earlier run: it begins at the sigma
  ///     after them. No sampler looks at steps before its own, so the rest is as it would have been.
  public init(
    from latent: Tensor, along schedule: NoiseSchedule, by sampler: any Sampler,
    with denoiser: any Denoiser, after finished: Int = 0
  ) {
    precondition(
      (0...schedule.stepCount).contains(finished),
      "Denoising after step \(finished) of \(schedule.stepCount)")
    self.finished = finished
    self.latent = latent.converted(to: .float32)
    self.schedule = schedule
    self.sampler = sampler
    self.denoiser = denoiser
  }

  /// Runs all steps.
  ///
  /// - Returns: The latent at the schedule's last sigma; the first latent if there are no steps.
  /// - Throws: `CancellationError` if the task was cancelled, and what the denoiser throws.
  public func result() async throws -> Tensor {
    var last = latent
    for try await turn in self { last = turn.latent }
    return last
  }

  /// Starts the run.
  public func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(run: self, latent: latent)
  }

  /// A run under way.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private let run: Denoising
    private var latent: Tensor
    private var index: Int

    fileprivate init(run: Denoising, latent: Tensor) {
      self.run = run
      self.latent = latent
      index = run.finished
    }

    /// Takes one step; nil when all are done.
    public mutating func next() async throws -> Element? {
      guard index < run.schedule.stepCount else { return nil }
      try Task.checkCancellation()
      let step = run.schedule.step(index)
      let (next, estimate) = try await run.sampler.move(latent, over: step, with: run.denoiser)
      latent = next
      index += 1
      return Element(
        step: index, count: step.count, sigma: step.nextSigma, latent: next, estimate: estimate)
    }
  }
}
