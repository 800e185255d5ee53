import Layers
import Synchronization
public import Tensors

/// The attention of one run of CharaConsist.
///
/// In double-stream blocks it is plain attention. In the single-stream blocks it measures the mask,
/// records an identity, compares a frame with it, and lets a frame's tokens attend to the identity's:
/// foreground to matched foreground, with the rotation of the place where the frame has it; background
/// to background, where it was; the text to neither.
///
///     for try await turn in denoising { try attention.finishStep() }
///
/// One object serves one run of one picture. Reference: CharaConsistAttnProcessor2_0.
public final class CharaConsistAttention: FluxAttention {
  private let role: CharaConsistRole
  let settings: CharaConsistSettings
  private let options: CharaConsistOptions
  private let lengths: PromptLengths
  private let rows: Int
  private let columns: Int
  let source: CharaConsistBank?
  private let state: Mutex<State>

  private struct State {
    var measure = ForegroundMeasure()
    var difference = PredictionDifference()
    var similarity = SimilaritySum()
    var recorder: CharaConsistRecorder
    var findings: Findings
    var step = 0
    /// Why something could not be kept.
    var fault: StorageError?

    /// Keeps something, unless something could not be kept before.
    mutating func keep(
      _ body: (inout CharaConsistRecorder) throws(StorageError) -> Void
    ) {
      guard fault == nil else { return }
      do {
        try body(&recorder)
      } catch {
        fault = error
      }
    }
  }

  /// What is known of the picture so far.
  struct Findings {
    var mask: TokenMask?
    var matches: PointMatches?
  }

  private init(
    _ role: CharaConsistRole, _ settings: CharaConsistSettings, _ options: CharaConsistOptions,
    _ lengths: PromptLengths, rows: Int, columns: Int, source: CharaConsistBank?,
    matches: PointMatches?, elementType: ElementType, room: TensorRoom? = nil
  ) {
    self.role = role
    self.settings = settings
    self.options = options
    self.lengths = lengths
    self.rows = rows
    self.columns = columns
    self.source = source
    state = Mutex(
      State(
        recorder: CharaConsistRecorder(settings, elementType: elementType, room: room),
        findings: Findings(matches: matches)))
  }

  /// The attention of the run that draws an identity.
  ///
  /// - Parameters:
  ///   - settings: When and where frames will share.
  ///   - options: What they will share.
  ///   - lengths: What the words of the prompt stand for.
  ///   - rows: Rows of the picture's tokens.
  ///   - columns: Columns of the picture's tokens.
  ///   - elementType: The type to keep tokens in.
  ///   - room: Where to keep them; nil for memory without a limit.
  /// - Returns: An attention that records.
  public static func identity(
    _ settings: CharaConsistSettings, _ options: CharaConsistOptions, _ lengths: PromptLengths,
    rows: Int, columns: Int, elementType: ElementType, room: TensorRoom? = nil
  ) -> CharaConsistAttention {
    CharaConsistAttention(
      .identity, settings, options, lengths, rows: rows, columns: columns, source: nil,
      matches: nil, elementType: elementType, room: room)
  }

  /// The attention of a pre-run.
  ///
  /// - Parameters:
  ///   - bank: What was kept of the identity.
  ///   - options: What the frame shares.
  ///   - lengths: What the words of the prompt stand for.
  ///   - rows: Rows of the picture's tokens.
  ///   - columns: Columns of the picture's tokens.
  /// - Returns: An attention that finds matches.
  public static func preRun(
    of bank: CharaConsistBank, _ options: CharaConsistOptions, _ lengths: PromptLengths,
    rows: Int, columns: Int
  ) -> CharaConsistAttention {
    CharaConsistAttention(
      .preRun, bank.settings, options, lengths, rows: rows, columns: columns, source: bank,
      matches: nil, elementType: .float32)
  }

  /// The attention of a frame.
  ///
  /// - Parameters:
  ///   - bank: What was kept of the identity.
  ///   - matches: What the pre-run found.
  ///   - options: What the frame shares.
  ///   - lengths: What the words of the prompt stand for.
  ///   - rows: Rows of the picture's tokens.
  ///   - columns: Columns of the picture's tokens.
  ///   - elementType: The type to keep tokens in, where the frame becomes the source of the background.
  ///   - room: Where to keep them then; nil for memory without a limit.
  /// - Returns: An attention that shares.
  public static func frame(
    of bank: CharaConsistBank, _ matches: PointMatches, _ options: CharaConsistOptions,
    _ lengths: PromptLengths, rows: Int, columns: Int, elementType: ElementType,
    room: TensorRoom? = nil
  ) -> CharaConsistAttention {
    CharaConsistAttention(
      .frame, bank.settings, options, lengths, rows: rows, columns: columns, source: bank,
      matches: matches, elementType: elementType, room: room)
  }
}

// MARK: - What was found

extension CharaConsistAttention {
  /// The picture's foreground as it was measured last; nil before it was.
  public var mask: TokenMask? { state.withLock { $0.findings.mask } }

  /// The matches found last; nil before they were.
  public var matches: PointMatches? { state.withLock { $0.findings.matches } }

  /// What was kept of an identity, once its run is over; after a frame, what its bank becomes.
  public var bank: CharaConsistBank {
    let recorder = state.withLock { $0.recorder }
    guard var bank = source else {
      return recorder.bank(withBackground: options.sharesBackground)
    }
    if options.updatesBackground { bank.background = recorder.background }
    return bank
  }

  /// Whether a step wants to be told what the velocity would be of the background alone.
  func wantsDifference(inStep step: Int) -> Bool {
    settings.foregroundSource == .prediction
      && CharaConsistStep(step, of: role, settings, options).measuresMask
  }

  /// Takes the velocities, `[1, channels, height, width]`, of the whole prompt and of its background
  /// alone.
  func take(_ whole: Tensor, without background: Tensor) {
    state.withLock { $0.difference.add(whole, background) }
  }

  /// Ends a step of the run: what was measured in its blocks becomes a mask and matches.
  ///
  /// - Throws: ``StorageError`` if there was no room for what is to be kept; the run is then to end.
  public func finishStep() throws(StorageError) {
    let fault = state.withLock { state in
      let step = CharaConsistStep(state.step, of: role, settings, options)
      if step.measuresMask {
        state.findings.mask =
          TensorMemory.isRehearsal
          ? .assumed(rows: rows, columns: columns) : measuredMask(state)
        state.measure = ForegroundMeasure()
      }
      if step.compares, let mask = state.findings.mask, let identity = source?.foreground {
        state.findings.matches =
          TensorMemory.isRehearsal
          ? .assumed(foreground: mask, identity: identity)
          : state.similarity.matches(
            foreground: mask, identity: identity, threshold: settings.matchingThreshold)
        state.similarity = SimilaritySum()
      }
      if state.step == settings.matchingStep, let mask = state.findings.mask {
        state.keep { recorder throws(StorageError) in try recorder.cut(to: mask) }
      }
      state.step += 1
      return state.fault
    }
    if let fault { throw fault }
  }

  private func measuredMask(_ state: borrowing State) -> TokenMask {
    let mask =
      switch settings.foregroundSource {
      case .words: state.measure.mask(rows: rows, columns: columns)
      case .prediction: state.difference.mask(rows: rows, columns: columns)
      }
    return settings.cleansMasks ? mask.cleaned : mask
  }
}

// MARK: - Attention

extension CharaConsistAttention {
  /// Attends.
  public func callAsFunction(
    _ q: Tensor, _ k: Tensor, _ v: Tensor, at place: FluxAttentionPlace
  ) -> Tensor {
    let rotated = (q: place.rotary(q), k: place.rotary(k))
    guard case .single(let block) = place.block else {
      return .attention(rotated.q, rotated.k, v)
    }
    let picture = place.streams[1]
    precondition(
      q.shape[0] == 1 && picture.count == rows * columns,
      "CharaConsistAttention of \(rows)×\(columns) tokens for queries \(q.shape)")
    let step = CharaConsistStep(place.step, of: role, settings, options)
    let spot = CharaConsistBank.Place(block: block, step: place.step)
    let findings = state.withLock { $0.findings }

    if step.keepsForeground || step.keepsBackground {
      keep(k, v, of: picture, step, at: spot)
    }
    if step.measuresMask && settings.foregroundSource == .words {
      let queries = rotated.q.sliced(axis: 2, picture)
      let words = rotated.k.sliced(axis: 2, place.streams[0])
      state.withLock { $0.measure.add(queries, words, lengths: lengths) }
    }
    let shared = (
      foreground: step.sharesForeground ? foreground(at: spot, findings, place) : nil,
      background: step.sharesBackground ? background(at: spot, findings, place) : nil
    )
    let attended = attended(
      rotated.q, rotated.k, v, picture: picture, foreground: findings.mask, shared)
    guard step.keepsFeatures || step.keepsMergeable || step.compares || step.merges else {
      return attended
    }
    return recorded(attended, of: picture, step, at: spot, findings)
  }

  /// Records and compares what was attended to, and merges.
  private func recorded(
    _ attended: Tensor, of picture: Range<Int>, _ step: CharaConsistStep,
    at spot: CharaConsistBank.Place, _ findings: Findings
  ) -> Tensor {
    let tokens = attended.joinedHeads().selected(axis: 0, at: 0)
    let features = tokens.sliced(axis: 0, picture)
    if step.keepsFeatures {
      state.withLock {
        $0.keep { recorder throws(StorageError) in
          try recorder.keepFeatures(features, ofBlock: spot.block)
        }
      }
    }
    if step.keepsMergeable {
      state.withLock {
        $0.keep { recorder throws(StorageError) in try recorder.keepMergeable(features, at: spot) }
      }
    }
    if step.compares, let identity = source?.features[spot.block] {
      state.withLock { $0.similarity.add(features, identity) }
    }
    guard step.merges, let merged = merged(tokens, of: picture, at: spot, findings) else {
      return attended
    }
    return merged.insertingAxis(at: 0).splitIntoHeads(attended.shape[1])
  }

  private func keep(
    _ k: Tensor, _ v: Tensor, of picture: Range<Int>, _ step: CharaConsistStep,
    at spot: CharaConsistBank.Place
  ) {
    let keys = k.sliced(axis: 2, picture).joinedHeads().selected(axis: 0, at: 0)
    let values = v.sliced(axis: 2, picture).joinedHeads().selected(axis: 0, at: 0)
    state.withLock {
      $0.keep { recorder throws(StorageError) in
        try recorder.keepKeys(
          keys, values, at: spot, foreground: step.keepsForeground,
          background: step.keepsBackground)
      }
    }
  }
}
