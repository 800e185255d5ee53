public import Tensors

/// To what precision the network is told sigma and guidance.
///
/// Both are multiplied by 1000 and turned into sinusoids. A pipeline that runs in bfloat16 rounds them
/// on the way: sigma 0.988409 becomes 988, guidance 3.5 becomes 3504, and the pictures that publishers
/// show were made so. One that runs in float32 does not round. Neither is more right, and pictures
/// differ visibly: it is a property of the run, recorded with it.
public enum TimestepPrecision: String, Sendable, Hashable, CaseIterable {
  /// As a pipeline in float32 does.
  case exact
  /// As a pipeline in bfloat16 does.
  case bfloat16

  /// The precision of a pipeline that runs in the element type its weights are stored in.
  ///
  /// It makes the pictures that publishers of bfloat16 checkpoints show. To repeat a run of a bfloat16
  /// checkpoint that diffusers has converted to float32, choose ``exact``.
  public init(following elementType: ElementType) {
    self = elementType == .bfloat16 ? .bfloat16 : .exact
  }

  /// 1000 · sigma as it reaches the sinusoid.
  ///
  /// The pipeline of the reference divides its timestep by 1000 and the network multiplies it again;
  /// both round. Reference: diffusers:FluxPipeline.__call__ and FluxTransformer2DModel.forward.
  func timestep(sigma: Float) -> Float {
    rounded(rounded(rounded(sigma * 1000) / 1000) * 1000)
  }

  /// 1000 · guidance as it reaches the sinusoid.
  func guidance(_ guidance: Float) -> Float {
    rounded(rounded(guidance) * 1000)
  }

  private func rounded(_ x: Float) -> Float {
    switch self {
    case .exact: x
    case .bfloat16: Tensor([x], shape: [1]).converted(to: .bfloat16).item()
    }
  }
}
