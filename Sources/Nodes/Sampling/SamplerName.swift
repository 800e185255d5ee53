public import Dataflow
import Diffusion

/// A sampler, by its name in graphs and profiles.
public enum SamplerName: String, Choice {
  case euler, heun

  /// `Sampler` in graphs.
  public static var typeName: String { "Sampler" }

  /// The rule itself.
  var sampler: any Diffusion.Sampler {
    switch self {
    case .euler: EulerSampler()
    case .heun: HeunSampler()
    }
  }
}
