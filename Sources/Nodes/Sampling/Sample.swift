import Dataflow
import Diffusion
import Models
import Tensors

struct Sample: Node {
  static let summary = "A latent without noise, denoised step by step as the conditioning steers."

  @Input("The model whose denoiser to use.") var model: Model
  @Input("What the picture shall show.") var positive: Conditioning
  @Input(
    """
    What to steer away from, where the guidance scale is above 1; the model's own negative text \
    if left out.
    """)
  var negative: Conditioning?
  @Input("The noise to begin from.") var latent: Latent
  @Input("A picture to begin from, as its latent without noise.") var source: Latent?
  @Input(
    "How much of the run to do where there is a source: 1 begins from noise alone, 0 keeps it.",
    in: 0...1)
  var strength = 1.0
  @Input("How many steps; the model's own if left out.", in: 1...1000) var steps: Int?
  @Input("The rule that goes from step to step; the model's own if left out.")
  var sampler: SamplerName?
  @Input(
    """
    Weight of the positive over the negative prediction (classifier-free guidance); at 1 and \
    below the positive alone is evaluated. The model's own if left out.
    """, in: 0...100)
  var guidanceScale: Double?
  @Input(
    """
    The guidance number told to models distilled for it, such as FLUX.1 dev; the model's own if \
    left out. Other models are told none.
    """, in: 0...1000)
  var guidance: Double?
  @Input(
    """
    How precisely sigma and guidance are told to the model: bfloat16 repeats published pipelines \
    that run in it. By default as the weights are stored.
    """)
  var timestepPrecision: TimestepPrecision?
  @Output("The denoised latent.") var denoised: Latent

  func run(in context: NodeContext) async throws {
    try latent.check(isOf: model)
    let schedule = try model.flux.schedule(
      steps: steps ?? model.defaults.steps, latent: latent.cells.shape
    ).ending(strength: source == nil ? 1 : strength)
    var cells = try start(of: schedule)
    let finished = interrupted(in: context, schedule, shape: cells.shape)
    if let finished { cells = finished.cells }
    let denoising = Denoising(
      from: cells, along: schedule, by: (sampler ?? model.defaults.sampler).sampler,
      with: try denoiser(), after: finished?.steps ?? 0)
    try context.progress(finished?.steps ?? 0, of: schedule.stepCount)
    for try await turn in denoising {
      cells = turn.latent
      context.steps?.keep(cells, after: turn.step)
      try context.progress(turn.step, of: turn.count)
    }
    denoised = Latent(cells, in: latent.space)
  }

  /// Where an interrupted run of the same kept its last finished step, if one did.
  private func interrupted(
    in context: NodeContext, _ schedule: NoiseSchedule, shape: [Int]
  ) -> (cells: Tensor, steps: Int)? {
    guard let last = context.steps?.last(), last.steps >= 1, last.steps <= schedule.stepCount,
      let cells = try? Tensor(stored: last.state), cells.shape == shape,
      cells.elementType == .float32
    else { return nil }
    context.note("goes on after step \(last.steps) of \(schedule.stepCount)")
    return (cells, last.steps)
  }

  /// The noise itself, or the source with as much of it as the schedule begins with.
  private func start(of schedule: NoiseSchedule) throws -> Tensor {
    guard let source else { return latent.cells }
    try source.check(isOf: model)
    guard source.cells.shape[2...] == latent.cells.shape[2...],
      source.batch == 1 || source.batch == latent.batch
    else {
      throw ValueError(
        "the noise is for \(latent.batch) of \(latent.width)×\(latent.height) pixels, and the"
          + " source is \(source.batch) of \(source.width)×\(source.height)")
    }
    return FlowMatchSchedule.noisy(
      source.cells, noise: latent.cells, sigma: schedule.sigmas[0])
  }

  private func denoiser() throws -> any Denoiser {
    let scale = guidanceScale ?? model.defaults.guidanceScale
    var away: (conditioning: FluxConditioning, scale: Float)?
    if scale > 1 {
      let negative = try negative ?? model.encode(model.defaults.negative, tokens: tokenCount)
      away = (negative.flux, Float(scale))
    }
    return try model.flux.denoiser(
      positive.flux, negative: away, guidance: Float(guidance ?? model.defaults.guidance),
      precision: timestepPrecision)
  }

  /// As many tokens as the positive has: the two are read at one length.
  private var tokenCount: Int { positive.tokens.shape[1] }
}
