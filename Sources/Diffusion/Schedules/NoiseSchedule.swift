/// The sigmas a run visits, from the noisiest to the last.
public struct NoiseSchedule: Sendable, Hashable {
  /// One more than there are steps; a full run ends with 0.
  public let sigmas: [Float]

  /// A schedule of given sigmas.
  public init(sigmas: [Float]) {
    precondition(!sigmas.isEmpty, "NoiseSchedule without a sigma")
    self.sigmas = sigmas
  }

  /// How many steps there are between the sigmas.
  public var stepCount: Int {
    sigmas.count - 1
  }

  /// The step of an index in `0..<stepCount`.
  public func step(_ index: Int) -> DenoisingStep {
    DenoisingStep(
      index: index, count: stepCount, sigma: sigmas[index], nextSigma: sigmas[index + 1])
  }

  /// The end of the schedule, for a run that starts from an existing latent.
  ///
  ///     start = int(n − min(n · strength, n))
  ///
  /// Reference: diffusers:FluxImg2ImgPipeline.get_timesteps.
  ///
  /// - Parameter strength: How much of the schedule to run, 0…1: at 1 all of it, at 0 no step.
  /// - Returns: The sigmas from the start on.
  public func ending(strength: Double) -> NoiseSchedule {
    precondition((0...1).contains(strength), "NoiseSchedule.ending at a strength of \(strength)")
    let steps = Double(stepCount)
    let start = Int(steps - min(steps * strength, steps))
    return NoiseSchedule(sigmas: Array(sigmas[start...]))
  }
}
