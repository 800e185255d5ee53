import Dataflow
import Formats
import Models
import Tensors

struct CharaConsistIdentity: Node {
  static let summary =
    "The picture that shows who a character is, recorded so that others can show the same one."
  static let revision = 2

  @Input("The model whose denoiser to use.") var model: Model
  @Input("Who, where and doing what.") var prompt: CharacterPrompt
  @Input(
    """
    What to steer away from, where the guidance scale is above 1; the model's own negative text \
    if left out.
    """)
  var negative: Conditioning?
  @Input("The noise to begin from; frames should begin from noise of the same seed.")
  var latent: Latent
  @Input(
    """
    A picture that exists, as its latent without noise: it is shown to the model in place of one that \
    is drawn.
    """)
  var source: Latent?
  @Input("Whether the background is kept too, for frames that show it.") var shareBackground = false
  @Input("Whether attended tokens are kept, so that frames can merge them.") var merge = true
  @Input("How many steps; the model's own if left out.", in: 2...1000) var steps: Int?
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
  @Input(
    "The type in which tokens are kept; by default float32 for weights in it, bfloat16 for all others."
  )
  var bankPrecision: BankPrecision?
  @Input(
    "First step after those in which frames share; by default 41 of 50 steps, scaled to the run's.",
    in: 2...1000)
  var shareEnd: Int?
  @Input(
    """
    Which part of the steps that share is over before frames see the background; 0 as published. Where \
    tokens are large beside the character, its pose settles in that time.
    """, in: 0...1)
  var backgroundDelay = 0.0
  @Input("First step after those in which frames merge; by default 31 of 50, scaled.", in: 2...1000)
  var mergeEnd: Int?
  @Input("How much frames take over of attended tokens that match fully.", in: 0...1)
  var mergeWeight = 0.8
  @Input(
    "The step in which masks and matches are settled; by default 10 of 50, scaled.", in: 1...999)
  var matchStep: Int?
  @Input("How alike two tokens must be to match.", in: -1...1) var threshold = 0.5
  @Input(
    """
    What tells the character from what is around it: the words that tokens attend to, as published, \
    or how much the prediction owes to the words that are not the background's.
    """)
  var foregroundBy = ForegroundSource.words
  @Input(
    """
    Whether masks are cleaned as published: single tokens are dropped, and what is left grows by one. \
    On small grids that costs more than it mends.
    """)
  var cleanMasks = true
  @Input("Of how many single-stream blocks one shares the foreground.", in: 1...64)
  var foregroundStride = 2
  @Output("The denoised latent, or the source.") var denoised: Latent
  @Output("What was recorded.") var bank: IdentityBank
  @Output("Where the character is, in pixels.") var mask: Mask
  @Output("The same by tokens, bool [rows, columns].") var tokens: Tensor

  func run(in context: NodeContext) async throws {
    let settings = try settings()
    let run = CharacterRun(
      model: model, prompt: prompt, negative: negative, latent: latent, steps: settings.steps,
      guidanceScale: guidanceScale, guidance: guidance, precision: timestepPrecision)
    try run.check()
    let elementType =
      try bankPrecision?.elementType ?? model.flux.elementType().ofBank
    let options = CharaConsistOptions(merges: merge, sharesBackground: shareBackground)
    if context.isRehearsal {
      context.note(try bankForecast(settings, options, tokens: run.rows * run.columns, elementType))
    }
    let attention = CharaConsistAttention.identity(
      settings, options, prompt.lengths, rows: run.rows, columns: run.columns,
      elementType: elementType, room: context.memory.map { TensorRoom($0) })
    try context.progress(0, of: settings.steps)
    if let source {
      try await run.show(source, to: attention) { try context.progress($0, of: settings.steps) }
      denoised = source
    } else {
      denoised = try await run.draw(attention) { try context.progress($0, of: settings.steps) }
    }
    let kept = attention.bank
    if kept.foreground.count == 0 {
      context.note("no token attends to the character more than to the background")
    }
    bank = IdentityBank(kept, weights: try model.weightsMark())
    mask = Mask(kept.foreground, in: latent.space)
    tokens = Tensor(kept.foreground)
  }

  /// What the bank will take, which is known but for how many tokens show the character.
  private func bankForecast(
    _ settings: CharaConsistSettings, _ options: CharaConsistOptions, tokens: Int,
    _ elementType: ElementType
  ) throws -> String {
    let configuration = try model.flux.configuration()
    func bytes(foreground: Int) -> Int {
      CharaConsistBank.byteCount(
        settings, options, configuration, tokens: tokens, foreground: foreground,
        elementType: elementType)
    }
    let (none, all) = (bytes(foreground: 0), bytes(foreground: tokens))
    let change = (all - none) / tokens
    let assumed = bytes(foreground: TokenMask.assumedCount(of: tokens))
    return
      "the bank will take \(none) bytes \(change < 0 ? "less" : "and") \(abs(change)) for each of the"
      + " \(tokens) tokens that show the character: \(FileSize.text(assumed)) if 30 % do, as is assumed"
      + " here"
  }

  private func settings() throws(ValueError) -> CharaConsistSettings {
    let steps = steps ?? model.defaults.steps
    guard steps >= 2 else {
      throw ValueError("a character is shared over 2 steps or more, and the run has \(steps)")
    }
    var settings = CharaConsistSettings(steps: steps)
    if let shareEnd {
      settings.sharingSteps = try settings.sharingSteps.ending("share_end", shareEnd, of: steps)
    }
    settings.delayBackground(by: backgroundDelay)
    if let mergeEnd {
      settings.mergingSteps = try settings.mergingSteps.ending("merge_end", mergeEnd, of: steps)
      settings.mergingFade = min(settings.mergingFade, settings.mergingSteps.upperBound)
    }
    try settings.match(in: matchStep)
    settings.mergingWeight = Float(mergeWeight)
    settings.matchingThreshold = Float(threshold)
    settings.foregroundSource = foregroundBy
    settings.cleansMasks = cleanMasks
    settings.foregroundStride = foregroundStride
    return settings
  }
}

extension Range<Int> {
  /// The steps from where these begin to the end that an input names, or that of the run.
  fileprivate func ending(
    _ input: String, _ end: Int, of steps: Int
  ) throws(ValueError) -> Range<Int> {
    guard end > lowerBound else {
      throw ValueError(
        "'\(input)' is \(end), and of \(steps) steps the first that shares is \(lowerBound)")
    }
    return lowerBound..<Swift.min(end, steps)
  }
}

extension ElementType {
  /// The type that tokens are kept in by default, of a model whose weights have this type.
  fileprivate var ofBank: ElementType { self == .float32 ? .float32 : .bfloat16 }
}
