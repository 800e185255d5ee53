import Dataflow
import Diffusion
import Models
import Tensors

/// One denoising run of a picture of a character, its attention sharing or recording.
struct CharacterRun {
  let model: Model
  let prompt: CharacterPrompt
  let negative: Conditioning?
  let latent: Latent
  let steps: Int
  let guidanceScale: Double?
  let guidance: Double?
  let precision: TimestepPrecision?

  /// Rows of the picture's tokens.
  var rows: Int { latent.cells.shape[2] / 2 }
  /// Columns of the picture's tokens.
  var columns: Int { latent.cells.shape[3] / 2 }

  /// Checks that the run can be made.
  ///
  /// - Throws: ``ValueError`` if the latent is of another model or of several pictures.
  func check() throws {
    try latent.check(isOf: model)
    guard latent.batch == 1 else {
      throw ValueError(
        "the noise is for \(latent.batch) pictures; a character is drawn one at a time")
    }
  }

  /// Denoises.
  ///
  /// - Parameters:
  ///   - attention: How tokens attend.
  ///   - end: How many steps to take; the result is then the estimate of the clean latent.
  ///   - progress: Told how many steps are done after each.
  /// - Returns: The latent without noise.
  /// - Throws: What opening the model throws; `StorageError` if there is no room for what is recorded;
  ///   `CancellationError` if the run was cancelled.
  func draw(
    _ attention: CharaConsistAttention, upTo end: Int? = nil, progress: (Int) throws -> Void
  ) async throws -> Latent {
    let schedule = try model.flux.schedule(steps: steps, latent: latent.cells.shape)
    let denoising = Denoising(
      from: latent.cells, along: schedule, by: EulerSampler(), with: try denoiser(attention))
    var cells = latent.cells
    for try await turn in denoising {
      try attention.finishStep()
      cells = turn.step == end ? turn.estimate : turn.latent
      try progress(turn.step)
      if turn.step == end { break }
    }
    return Latent(cells, in: latent.space)
  }

  /// Shows a given picture to the denoiser in every step, with the noise of that step.
  ///
  /// - Parameters:
  ///   - source: The picture as a latent without noise.
  ///   - attention: How tokens attend.
  ///   - progress: Told how many steps are done after each.
  /// - Throws: ``ValueError`` if the picture is of another model or size than the noise; else as
  ///   drawing.
  func show(
    _ source: Latent, to attention: CharaConsistAttention, progress: (Int) throws -> Void
  ) async throws {
    try source.check(isOf: model)
    try source.check(isLike: latent)
    let schedule = try model.flux.schedule(steps: steps, latent: latent.cells.shape)
    let denoiser = try denoiser(attention)
    for index in 0..<schedule.stepCount {
      let step = schedule.step(index)
      let noisy = FlowMatchSchedule.noisy(source.cells, noise: latent.cells, sigma: step.sigma)
      _ = try await denoiser.prediction(of: noisy, at: step)
      try attention.finishStep()
      try progress(index + 1)
    }
  }

  private func denoiser(_ attention: CharaConsistAttention) throws -> any Denoiser {
    let guidance = Float(guidance ?? model.defaults.guidance)
    func denoiser(
      _ conditioning: Conditioning, _ attention: any FluxAttention = PlainFluxAttention()
    ) throws -> any Denoiser {
      try model.flux.denoiser(
        conditioning.flux, guidance: guidance, precision: precision, attention: attention)
    }
    let positive = ForegroundComparison(
      try denoiser(prompt.conditioning, attention), background: try denoiser(prompt.background),
      attention: attention)
    let scale = guidanceScale ?? model.defaults.guidanceScale
    guard scale > 1 else { return positive }
    let tokens = prompt.conditioning.tokens.shape[1]
    let negative = try negative ?? model.encode(model.defaults.negative, tokens: tokens)
    return ClassifierFreeGuidance(
      positive: positive, negative: try denoiser(negative), scale: Float(scale))
  }
}

extension TensorRoom {
  /// Room within what a run may have in memory.
  init(_ memory: MemoryLimit) {
    self.init(limit: memory.bytes, folder: memory.folder)
  }
}

extension Mask {
  /// The tokens that are meant, each as the 16 × 16 pixels it stands for.
  init(_ tokens: TokenMask, in space: LatentSpace) {
    let side = space.sizeMultiple
    let width = tokens.columns * side
    var values = [Float](repeating: 0, count: tokens.rows * side * width)
    for token in tokens.indices {
      let (row, column) = token.quotientAndRemainder(dividingBy: tokens.columns)
      for y in row * side..<(row + 1) * side {
        let start = y * width + column * side
        for x in start..<start + side { values[x] = 1 }
      }
    }
    self.init(Tensor(values, shape: [tokens.rows * side, width]))
  }
}
