import Dataflow

/// What a model is run with where a graph does not say.
public struct ModelDefaults: Sendable, Hashable {
  /// Steps of a run.
  public var steps = 28
  /// The rule that goes from step to step.
  public var sampler = SamplerName.euler
  /// Weight of the positive over the negative prediction; 1 for the positive alone.
  public var guidanceScale = 1.0
  /// The guidance number told to a transformer distilled for it.
  public var guidance = 3.5
  /// What to steer away from where the guidance scale is above 1.
  public var negative = ""
  /// Length of the T5 token sequence.
  public var textTokens = 512
  /// Width of a picture, in pixels.
  public var width = 1024
  /// Height of a picture, in pixels.
  public var height = 1024

  /// What FLUX.1 dev is published with.
  public static let dev = ModelDefaults()

  /// What FLUX.1 schnell is published with.
  public static let schnell = {
    var defaults = ModelDefaults()
    defaults.steps = 4
    defaults.textTokens = 256
    return defaults
  }()
}
