import Glibc
import Layers
import Tensors

/// The vector that modulates every block: what the network is told of time, guidance and prompt.
///
///     vector = mlp(e(1000 · sigma)) + mlp(e(1000 · guidance)) + mlp(pooled text)
///
/// where each mlp is linear, SiLU, linear. Reference: diffusers:CombinedTimestepGuidanceTextProjEmbeddings.
struct FluxVector: Sendable {
  private let time: MLP
  private let guidance: MLP?
  private let text: MLP

  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  init(_ weights: Weights, _ c: FluxConfiguration) throws(WeightError) {
    let sinusoid = Self.sinusoidWidth
    time = try MLP(weights["timestep_embedder"], from: sinusoid, to: c.width)
    guidance =
      c.hasGuidance ? try MLP(weights["guidance_embedder"], from: sinusoid, to: c.width) : nil
    text = try MLP(weights["text_embedder"], from: c.pooledWidth, to: c.width)
  }

  /// - Parameters:
  ///   - timesteps: 1000 · sigma, one for each element of the batch, or one for all.
  ///   - guidances: 1000 · guidance, likewise; not used by a network without guidance.
  ///   - pooled: The pooled text, `[batch, pooled width]`.
  /// - Returns: `[batch, 1, width]`.
  func callAsFunction(timesteps: [Float], guidances: [Float], pooled: Tensor) -> Tensor {
    var vector = time(Self.sinusoid(timesteps))
    if let guidance { vector = vector + guidance(Self.sinusoid(guidances)) }
    return (vector + text(pooled)).insertingAxis(at: 1)
  }

  private static let sinusoidWidth = 256

  /// Cosines, then sines, of x · 10000^(−i/128), i = 0…127, in float32 as the reference.
  ///
  /// - Returns: `[numbers, 256]`.
  private static func sinusoid(_ numbers: [Float]) -> Tensor {
    let half = sinusoidWidth / 2
    let frequencies = (0..<half).map { exp(Float(-log(10_000.0)) * Float($0) / Float(half)) }
    let values = numbers.flatMap { x in
      frequencies.map { cos(x * $0) } + frequencies.map { sin(x * $0) }
    }
    return Tensor(values, shape: [numbers.count, sinusoidWidth])
  }

  private struct MLP: Sendable {
    let linear1: Linear
    let linear2: Linear

    init(_ weights: Weights, from: Int, to: Int) throws(WeightError) {
      linear1 = try Linear(weights["linear_1"], from: from, to: to)
      linear2 = try Linear(weights["linear_2"], from: to, to: to)
    }

    func callAsFunction(_ x: Tensor) -> Tensor {
      linear2(linear1(x).silu())
    }
  }
}
