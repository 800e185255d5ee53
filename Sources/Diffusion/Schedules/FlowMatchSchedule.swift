import Glibc
public import Tensors

/// The schedule of flow-matching models: sigmas evenly spaced from 1, then shifted towards noise.
///
///     u_i = 1 − i/n, i = 0 … n − 1
///     static      σ = shift · u / (1 + (shift − 1) · u)
///     dynamic     σ = s / (s + 1/u − 1),  s = e^μ (exponential) or μ (linear)
///                 μ = base + (max − base) · (N − N_base) / (N_max − N_base),  N image tokens
///
/// and a last 0. More tokens hide less under the same noise, and so stay longer at high sigmas: Esser
/// et al. 2024, arXiv:2403.03206, §5.3.2. Computed in the precisions of the reference, diffusers:
/// FlowMatchEulerDiscreteScheduler.set_timesteps, so that runs visit the same sigmas bit for bit.
public struct FlowMatchSchedule: Sendable, Hashable {
  /// How the evenly spaced sigmas are shifted.
  public enum Shift: Sendable, Hashable {
    /// By the same factor at every size; 1 shifts nothing.
    case fixed(Double)
    /// By e^μ, with μ from the number of image tokens.
    case exponential(DynamicShift)
    /// By μ itself.
    case linear(DynamicShift)
  }

  /// The line that gives μ for a number of image tokens.
  ///
  /// It goes on beyond both of its points.
  public struct DynamicShift: Sendable, Hashable {
    /// μ at `baseTokens`.
    public var base = 0.5
    /// μ at `maxTokens`.
    public var max = 1.15
    /// Image tokens of a 256 × 256 picture.
    public var baseTokens = 256
    /// Image tokens of a 1024 × 1024 picture.
    public var maxTokens = 4096

    /// The line of FLUX.1.
    public init() {}

    func callAsFunction(imageTokens: Int) -> Double {
      let slope = (max - base) / Double(maxTokens - baseTokens)
      return Double(imageTokens) * slope + (base - slope * Double(baseTokens))
    }
  }

  /// The schedule of FLUX.1 dev and its variants.
  public static let dev = FlowMatchSchedule(shift: .exponential(DynamicShift()))
  /// The schedule of FLUX.1 schnell.
  public static let schnell = FlowMatchSchedule(shift: .fixed(1))

  /// How the evenly spaced sigmas are shifted.
  public var shift: Shift
  /// What the last sigma before 0 is stretched to; nil to leave it.
  public var lastSigma: Double?

  /// A schedule of a given shift.
  public init(shift: Shift, lastSigma: Double? = nil) {
    self.shift = shift
    self.lastSigma = lastSigma
  }

  /// The sigmas of a run.
  ///
  /// - Parameters:
  ///   - steps: How many steps, at least 1.
  ///   - imageTokens: How many tokens the picture has: one for each 16 × 16 pixels.
  /// - Returns: The sigmas, one more than there are steps, ending with 0.
  public func sigmas(steps: Int, imageTokens: Int) -> NoiseSchedule {
    precondition(steps >= 1, "FlowMatchSchedule of \(steps) steps")
    var sigmas = Self.evenlySpaced(steps).map { shifted($0, imageTokens: imageTokens) }
    if let lastSigma, let last = sigmas.last {
      let factor = (1 - last) / Float(1 - lastSigma)
      sigmas = sigmas.map { 1 - (1 - $0) / factor }
    }
    return NoiseSchedule(sigmas: sigmas + [0])
  }

  /// A latent with the noise of a sigma.
  ///
  ///     (1 − sigma) · clean + sigma · noise
  public static func noisy(_ clean: Tensor, noise: Tensor, sigma: Float) -> Tensor {
    sigma * noise + (1 - sigma) * clean
  }

  /// numpy.linspace(1, 1/n, n) in float64, cast.
  private static func evenlySpaced(_ n: Int) -> [Float] {
    guard n > 1 else { return [1] }
    let end = 1 / Double(n)
    let spacing = (end - 1) / Double(n - 1)
    return (0..<n - 1).map { Float(Double($0) * spacing + 1) } + [Float(end)]
  }

  private func shifted(_ u: Float, imageTokens: Int) -> Float {
    switch shift {
    case .fixed(let factor):
      return Float(factor) * u / (1 + Float(factor - 1) * u)
    case .exponential(let line):
      let s = Float(exp(line(imageTokens: imageTokens)))
      return s / (s + (1 / u - 1))
    case .linear(let line):
      let s = Float(line(imageTokens: imageTokens))
      return s / (s + (1 / u - 1))
    }
  }
}
