import Dataflow
import Models
import Tensors

struct CharaConsistMatch: Node {
  static let summary =
    "Where the characters of two pictures are, and which of their places answer to each other."
  static let revision = 2

  @Input("The model whose denoiser to use.") var model: Model
  @Input("What the first picture shows.") var first: CharacterPrompt
  @Input("What the second picture shows.") var second: CharacterPrompt
  @Input("The noise the first picture begins from.") var firstLatent: Latent
  @Input("The noise the second picture begins from.") var secondLatent: Latent
  @Input("How many steps; the model's own if left out.", in: 2...1000) var steps: Int?
  @Input(
    "Weight of the positive over the negative prediction; the model's own if left out.", in: 0...100
  )
  var guidanceScale: Double?
  @Input(
    "The guidance number told to models distilled for it; the model's own if left out.",
    in: 0...1000)
  var guidance: Double?
  @Input("The step in which masks and matches are found; by default 10 of 50, scaled.", in: 1...999)
  var matchStep: Int?
  @Input("What tells the character from what is around it.") var foregroundBy = ForegroundSource
    .words
  @Input("Whether masks are cleaned as published.") var cleanMasks = true
  @Output("The first picture as a latent, as the model draws it without any sharing.")
  var firstDenoised: Latent
  @Output("The second picture as a latent.") var secondDenoised: Latent
  @Output("Where the character is in the first picture, in pixels.") var firstMask: Mask
  @Output("Where the character is in the second picture, in pixels.") var secondMask: Mask
  @Output("Which place of the first picture each place of the second is most like.")
  var matches: Correspondence

  func run(in context: NodeContext) async throws {
    let settings = try settings()
    func drawing(_ prompt: CharacterPrompt, _ latent: Latent) throws -> CharacterRun {
      let run = CharacterRun(
        model: model, prompt: prompt, negative: nil, latent: latent, steps: settings.steps,
        guidanceScale: guidanceScale, guidance: guidance, precision: nil)
      try run.check()
      return run
    }
    let (one, other) = (try drawing(first, firstLatent), try drawing(second, secondLatent))
    let count = 2 * settings.steps
    let options = CharaConsistOptions(merges: false)
    let recorded = CharaConsistAttention.identity(
      settings, options, first.lengths, rows: one.rows, columns: one.columns,
      elementType: .float32)
    firstDenoised = try await one.draw(recorded) { try context.progress($0, of: count) }
    let compared = CharaConsistAttention.preRun(
      of: recorded.bank, options, second.lengths, rows: other.rows, columns: other.columns)
    secondDenoised = try await other.draw(compared) {
      try context.progress(settings.steps + $0, of: count)
    }
    guard let found = compared.matches, let foreground = compared.mask else {
      preconditionFailure("a run of \(settings.steps) steps found no matches")
    }
    let identity = recorded.bank.foreground
    firstMask = Mask(identity, in: firstLatent.space)
    secondMask = Mask(foreground, in: secondLatent.space)
    matches = Correspondence(found, of: foreground, in: identity)
  }

  /// Nothing is shared, so that keys and values need not be kept.
  private func settings() throws(ValueError) -> CharaConsistSettings {
    let steps = steps ?? model.defaults.steps
    guard steps >= 2 else {
      throw ValueError("pictures are matched in runs of 2 steps or more, not \(steps)")
    }
    var settings = CharaConsistSettings(steps: steps)
    try settings.match(in: matchStep)
    settings.sharingSteps = 1..<1
    settings.mergingSteps = 1..<1
    settings.foregroundSource = foregroundBy
    settings.cleansMasks = cleanMasks
    return settings
  }
}
