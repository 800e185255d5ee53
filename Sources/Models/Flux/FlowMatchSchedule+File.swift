public import Diffusion

extension FlowMatchSchedule {
  /// Reads a `scheduler_config.json` of the class FlowMatchEulerDiscreteScheduler.
  ///
  /// What is not there has the default of that class.
  ///
  /// - Throws: ``ConfigurationError`` if an entry is wrong, or asks for sigmas that flow-matching
  ///   models are not run with: inverted, stochastic, or spaced by Karras, exponential or beta rules.
  public init(_ file: ConfigurationFile) throws(ConfigurationError) {
    for key in [
      "invert_sigmas", "stochastic_sampling", "use_karras_sigmas", "use_exponential_sigmas",
      "use_beta_sigmas",
    ] where try file.flag(key, default: false) {
      throw file.error(key, expected: "false", found: "true")
    }
    let lastSigma = try file.number("shift_terminal", in: 0...0.999, default: 0)
    self.init(
      shift: try Self.shift(file),
      // The reference takes 0 for none.
      lastSigma: lastSigma == 0 ? nil : lastSigma)
  }

  private enum Kind: String, CaseIterable {
    case exponential, linear
  }

  private static func shift(_ file: ConfigurationFile) throws(ConfigurationError) -> Shift {
    // e^80 is the largest power of ten's worth that float32 holds.
    let shifts = -80.0...80
    guard try file.flag("use_dynamic_shifting", default: false) else {
      return .fixed(try file.number("shift", in: 1e-6...1e6, default: 1))
    }
    var line = DynamicShift()
    line.base = try file.number("base_shift", in: shifts, default: line.base)
    line.max = try file.number("max_shift", in: shifts, default: line.max)
    line.baseTokens = try file.integer("base_image_seq_len", default: line.baseTokens)
    line.maxTokens = try file.integer("max_image_seq_len", default: line.maxTokens)
    guard line.maxTokens > line.baseTokens else {
      throw file.error(
        "max_image_seq_len", expected: "above 'base_image_seq_len' (\(line.baseTokens))",
        found: "\(line.maxTokens)")
    }
    switch try file.choice("time_shift_type", default: Kind.exponential) {
    case .exponential: return .exponential(line)
    case .linear: return .linear(line)
    }
  }
}
