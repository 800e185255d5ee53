public import Diffusion
public import Formats

extension FlowMatchSchedule {
  /// Reads a `scheduler_config.json` of the class FlowMatchEulerDiscreteScheduler.
  ///
  /// What is not there has the default of that class.
  ///
  /// - Throws: ``FormatError`` if a value has another type, or asks for sigmas that flow-matching
  ///   models are not run with: inverted, stochastic, or spaced by Karras, exponential or beta rules.
  public init(_ json: JSON) throws(FormatError) {
    for key in [
      "invert_sigmas", "stochastic_sampling", "use_karras_sigmas", "use_exponential_sigmas",
      "use_beta_sigmas",
    ] {
      if let value = json[key], try value.boolean() {
        throw value.error("'\(key)' to be false", found: "true")
      }
    }
    let lastSigma = try json["shift_terminal"]?.number() ?? 0
    self.init(
      shift: try Self.shift(json),
      // The reference takes 0 for none.
      lastSigma: lastSigma == 0 ? nil : lastSigma)
  }

  private static func shift(_ json: JSON) throws(FormatError) -> Shift {
    guard try json["use_dynamic_shifting"]?.boolean() ?? false else {
      return .fixed(try json["shift"]?.number() ?? 1)
    }
    var line = DynamicShift()
    line.base = try json["base_shift"]?.number() ?? line.base
    line.max = try json["max_shift"]?.number() ?? line.max
    line.baseTokens = try json["base_image_seq_len"]?.integer() ?? line.baseTokens
    line.maxTokens = try json["max_image_seq_len"]?.integer() ?? line.maxTokens
    guard line.baseTokens >= 0, line.maxTokens > line.baseTokens else {
      throw json.error(
        "'base_image_seq_len' below 'max_image_seq_len'",
        found: "\(line.baseTokens) and \(line.maxTokens)")
    }
    guard let kind = json["time_shift_type"] else { return .exponential(line) }
    switch try kind.string() {
    case "exponential": return .exponential(line)
    case "linear": return .linear(line)
    case let other: throw kind.error("'exponential' or 'linear'", found: "'\(other)'")
    }
  }
}
