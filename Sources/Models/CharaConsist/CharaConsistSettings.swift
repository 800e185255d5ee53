import Glibc

/// When and where CharaConsist shares, in the numbers of one run.
///
/// The method keeps one character through several pictures without training: a first picture, the
/// *identity*, is drawn while its single-stream blocks are recorded into a ``CharaConsistBank``; each
/// further picture, a *frame*, is drawn twice, a short *pre-run* that finds which of its tokens answer to
/// which of the identity's, and then the frame itself, whose tokens attend to those of the identity.
///
/// Wang et al. 2025, arXiv:2507.11533. Reference: Murray-Wang/CharaConsist:models/ at 759018c8b367.
///
/// The family reads in this order: this file, ``CharaConsistStep`` (what is done when), ``TokenMask``,
/// ``ForegroundMeasure`` and ``PointMatches`` (what is found), ``CharaConsistBank`` (what is kept) and
/// ``CharaConsistAttention`` (the attention that does it); ``ThreePartPrompt`` and its neighbours read
/// prompts.
public struct CharaConsistSettings: Sendable, Hashable {
  /// How many steps the run has; those of a frame are those of its identity.
  public var steps: Int
  /// The steps in which frames see keys and values of the identity.
  public var sharingSteps: Range<Int>
  /// The first of these steps in which frames that share the background see it.
  ///
  /// The published method shares it in all of them. Where a token is large beside a limb, a later step
  /// lets the pose settle first: what of a raised arm was measured as background is else held to what
  /// the identity has there.
  public var backgroundStart: Int
  /// The steps in which frames take over attended tokens of the identity.
  public var mergingSteps: Range<Int>
  /// The step from which on merging fades.
  public var mergingFade: Int
  /// How much of an attended token is taken over before merging fades, 0…1.
  public var mergingWeight: Float
  /// The step after which masks and matches stay as they are.
  public var matchingStep: Int
  /// How similar two tokens must be to match, as the cosine of what they attended to.
  public var matchingThreshold: Float
  /// Of how many single-stream blocks one shares the foreground, beginning with the first.
  public var foregroundStride: Int
  /// Of how many single-stream blocks one shares the background, beginning with the first.
  public var backgroundStride: Int
  /// What tells the character from what is around it.
  public var foregroundSource: ForegroundSource
  /// Whether masks are cleaned of single tokens.
  public var cleansMasks: Bool

  /// What tells the character from what is around it.
  public enum ForegroundSource: String, Sendable, Hashable, CaseIterable {
    /// Whether a token attends to the words of the background less than to the others: as published.
    case words
    /// Whether a token's velocity would be another if the prompt were the background alone.
    ///
    /// Not the published measure: for networks whose picture tokens hardly attend to words, as small
    /// ones do, and for grids too small for the published cleaning. After Couairon et al. 2022,
    /// arXiv:2210.11427, §3.2.
    case prediction
  }

  /// The published numbers, which are those of 50 steps, for any number of steps.
  ///
  /// Bounds of steps are scaled by n / 50 and rounded; the first step never shares.
  public init(steps: Int) {
    precondition(steps >= 2, "CharaConsistSettings of \(steps) steps")
    self.steps = steps
    func scaled(_ step: Int, atLeast least: Int) -> Int {
      max(least, Int((Double(step * steps) / 50).rounded()))
    }
    let first = scaled(1, atLeast: 1)
    sharingSteps = first..<scaled(41, atLeast: first + 1)
    backgroundStart = first
    mergingSteps = first..<scaled(31, atLeast: first + 1)
    mergingFade = min(scaled(11, atLeast: first), mergingSteps.upperBound)
    mergingWeight = 0.8
    matchingStep = scaled(10, atLeast: 1)
    matchingThreshold = 0.5
    foregroundStride = 2
    backgroundStride = 1
    foregroundSource = .words
    cleansMasks = true
  }

  /// The steps in which frames that share the background see it.
  var backgroundSteps: Range<Int> {
    sharingSteps.clamped(to: backgroundStart..<max(backgroundStart, sharingSteps.upperBound))
  }

  /// Puts the background off until a part of the steps that share is over; the last of them shares it
  /// in any case.
  ///
  /// - Parameter part: The part, 0…1.
  public mutating func delayBackground(by part: Double) {
    let wait = Int((part * Double(sharingSteps.count)).rounded())
    backgroundStart = sharingSteps.lowerBound + max(0, min(wait, sharingSteps.count - 1))
  }

  /// How much of an attended token is taken over in a step, before its similarity weighs in.
  ///
  ///     w                                               before the fade at d
  ///     w · (1 + cos(π · (t − d) / (e − d))) / 2        from there to the end e
  public func mergingWeight(at step: Int) -> Float {
    guard mergingSteps.contains(step) else { return 0 }
    guard step >= mergingFade else { return mergingWeight }
    let length = Double(mergingSteps.upperBound - mergingFade)
    let turn = cos(Double.pi * Double(step - mergingFade) / length)
    return Float(Double(mergingWeight) * 0.5 * (1 + turn))
  }

  /// Whether a single-stream block shares the foreground.
  func sharesForeground(inBlock block: Int) -> Bool { block.isMultiple(of: foregroundStride) }

  /// Whether a single-stream block shares the background.
  func sharesBackground(inBlock block: Int) -> Bool { block.isMultiple(of: backgroundStride) }
}
