/// What kind of run it is that an attention serves.
public enum CharaConsistRole: Sendable, Hashable {
  /// The first picture, which is recorded.
  case identity
  /// The beginning of a further picture, to find its mask and matches; it ends with the matching step.
  case preRun
  /// A further picture.
  case frame
}

/// What one run does of all the method can.
public struct CharaConsistOptions: Sendable, Hashable {
  /// Whether frames take over attended tokens: the published "adaptive token merge".
  public var merges: Bool
  /// Whether frames see the background of the identity, or of the last frame that was made its source.
  public var sharesBackground: Bool
  /// Whether a frame becomes the source of the background, and sees none.
  public var updatesBackground: Bool

  /// Options, by default those of the foreground alone.
  public init(
    merges: Bool = true, sharesBackground: Bool = false, updatesBackground: Bool = false
  ) {
    self.merges = merges
    self.sharesBackground = sharesBackground
    self.updatesBackground = updatesBackground
  }
}

/// What is done in the single-stream blocks in one step of a run.
struct CharaConsistStep: Sendable, Hashable {
  /// The attention to the words is measured, and gives a new mask.
  var measuresMask = false
  /// Keys and values of the foreground are recorded.
  var keepsForeground = false
  /// Keys and values of the background are recorded.
  var keepsBackground = false
  /// What tokens attended to is recorded for matching, in all blocks.
  var keepsFeatures = false
  /// What tokens attended to is recorded for merging, in the blocks that share the foreground.
  var keepsMergeable = false
  /// What tokens attended to is compared with the identity's.
  var compares = false
  /// Tokens of the foreground see those of the identity.
  var sharesForeground = false
  /// Tokens of the background see those of the source of the background.
  var sharesBackground = false
  /// Matched tokens take over what their partners attended to.
  var merges = false

  /// - Parameters:
  ///   - step: The step, counted from 0.
  ///   - role: What kind of run.
  ///   - settings: When things happen.
  ///   - options: What the run does of all it can.
  init(
    _ step: Int, of role: CharaConsistRole, _ settings: CharaConsistSettings,
    _ options: CharaConsistOptions
  ) {
    let isShared = settings.sharingSteps.contains(step)
    let isBackgroundShared = options.sharesBackground && settings.backgroundSteps.contains(step)
    let isMerged = options.merges && settings.mergingSteps.contains(step)
    switch role {
    case .identity:
      // Attention to words is measured in one step; differences of predictions are summed up to it.
      measuresMask =
        settings.foregroundSource == .words
        ? step == settings.matchingStep : step <= settings.matchingStep
      keepsForeground = isShared
      keepsBackground = isBackgroundShared
      keepsFeatures = step == settings.matchingStep
      keepsMergeable = isMerged && step != settings.matchingStep
    case .preRun, .frame:
      measuresMask = step <= settings.matchingStep
      compares = step == settings.matchingStep
      sharesBackground = isBackgroundShared && !options.updatesBackground
      guard role == .frame else { return }
      keepsBackground = options.updatesBackground && settings.backgroundSteps.contains(step)
      sharesForeground = isShared
      merges = isMerged && isShared
    }
  }
}
