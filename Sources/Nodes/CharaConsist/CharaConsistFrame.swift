import Dataflow
import Models
import Tensors

struct CharaConsistFrame: Node {
  static let summary = "A further picture of a character that a bank knows."
  static let revision = 2

  @Input("The model whose denoiser to use: the one the bank was made with.") var model: Model
  @Input("What is known of the character.") var bank: IdentityBank
  @Input("Who, where and doing what.") var prompt: CharacterPrompt
  @Input(
    """
    What to steer away from, where the guidance scale is above 1; the model's own negative text \
    if left out.
    """)
  var negative: Conditioning?
  @Input("The noise to begin from, of the seed that the identity began from.") var latent: Latent
  @Input("Whether the picture shows the background that the bank has.") var shareBackground = false
  @Input(
    """
    Whether the picture becomes the source of the background for those given the bank that it puts out; \
    it shares none itself.
    """)
  var updateBackground = false
  @Input("Whether matched tokens take over what the identity's attended to.") var merge = true
  @Input(
    "How many steps: as many as the bank was made in, which is taken if left out.", in: 2...1000)
  var steps: Int?
  @Input(
    "Weight of the positive over the negative prediction; the model's own if left out.", in: 0...100
  )
  var guidanceScale: Double?
  @Input(
    "The guidance number told to models distilled for it; the model's own if left out.",
    in: 0...1000)
  var guidance: Double?
  @Input(
    "How precisely sigma and guidance are told to the model; by default as its weights are stored.")
  var timestepPrecision: TimestepPrecision?
  @Output("The denoised latent.") var denoised: Latent
  @Output("What the picture looked like to the pre-run that found the matches.") var preview: Latent
  @Output("Where the character is, in pixels.") var mask: Mask
  @Output("The same by tokens, bool [rows, columns].") var tokens: Tensor
  @Output("Which place of the identity's picture each place is most like.")
  var matches: Correspondence
  @Output("The bank, with this picture's background where it is to be updated.")
  var updated: IdentityBank

  func run(in context: NodeContext) async throws {
    let source = bank.bank
    let settings = source.settings
    let run = CharacterRun(
      model: model, prompt: prompt, negative: negative, latent: latent, steps: settings.steps,
      guidanceScale: guidanceScale, guidance: guidance, precision: timestepPrecision)
    try run.check()
    try check(run)
    let options = CharaConsistOptions(
      merges: merge, sharesBackground: shareBackground, updatesBackground: updateBackground)
    let found = settings.matchingStep + 1
    let count = found + settings.steps
    try context.progress(0, of: count)

    let preRun = CharaConsistAttention.preRun(
      of: source, options, prompt.lengths, rows: run.rows, columns: run.columns)
    preview = try await run.draw(preRun, upTo: found) { try context.progress($0, of: count) }
    guard let first = preRun.matches else {
      preconditionFailure("a pre-run of \(found) steps found no matches")
    }
    if first.places.isEmpty {
      context.note("nothing of the character is found again: the picture shares no foreground")
    }
    let frame = CharaConsistAttention.frame(
      of: source, first, options, prompt.lengths, rows: run.rows, columns: run.columns,
      elementType: source.elementType, room: context.memory.map { TensorRoom($0) })
    denoised = try await run.draw(frame) { try context.progress(found + $0, of: count) }
    guard let last = frame.matches, let foreground = frame.mask else {
      preconditionFailure("a frame of \(settings.steps) steps found no matches")
    }
    mask = Mask(foreground, in: latent.space)
    tokens = Tensor(foreground)
    matches = Correspondence(last, of: foreground, in: source.foreground)
    updated = IdentityBank(frame.bank, weights: bank.weights)
  }

  private func check(_ run: CharacterRun) throws {
    let source = bank.bank
    if let steps, steps != source.settings.steps {
      throw ValueError(
        "the bank was made in \(source.settings.steps) steps, and this picture is to be drawn in"
          + " \(steps)")
    }
    guard try model.weightsMark() == bank.weights else {
      throw ValueError("the bank was made with other weights than those of \(model.name)")
    }
    if merge && !source.canMerge {
      throw ValueError("the bank was made without 'merge'")
    }
    guard shareBackground && !updateBackground else { return }
    guard let background = source.backgroundMask else {
      throw ValueError("the bank has no background: it was made without 'share_background'")
    }
    guard background.rows == run.rows, background.columns == run.columns else {
      let side = latent.space.sizeMultiple
      throw ValueError(
        "the bank's background is of \(background.columns * side)×\(background.rows * side) pixels,"
          + " and the picture of \(latent.width)×\(latent.height)")
    }
  }
}
