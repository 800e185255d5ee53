public import Diffusion
import Formats
import FoundationEssentials
import Layers
public import Tensors

/// A FLUX model in use: text encoders, transformer, autoencoder and schedule of one set of files.
///
/// A part is opened when it is first asked for, so that decoding a latent does not touch the
/// transformer. Opening maps files; a weight is read when it is first used.
public final class FluxModel: Sendable {
  /// Where the parts are.
  public let files: FluxFiles
  private let transformerPart: Part<FluxTransformer>
  private let autoencoderPart: Part<Autoencoder>
  private let clipPart: Part<CLIPTextEncoder>
  private let t5Part: Part<T5Encoder>
  private let clipTokenizerPart: Part<Tokenizer>
  private let t5TokenizerPart: Part<Tokenizer>
  private let schedulePart: Part<FlowMatchSchedule>

  /// A model of given files, none of which is opened yet.
  ///
  /// - Parameters:
  ///   - files: Where the parts are.
  ///   - precision: How weights in blocks are multiplied.
  public init(_ files: FluxFiles, precision: ProductPrecision = .exact) {
    self.files = files
    let transformer = Part {
      try Self.openTransformer(files.transformer, precision)
    }
    transformerPart = transformer
    autoencoderPart = Part { try Self.openAutoencoder(files.autoencoder) }
    clipPart = Part { try Self.openCLIP(files.textEncoder, precision) }
    t5Part = Part { try Self.openT5(files.textEncoder2, precision) }
    clipTokenizerPart = Part { try Tokenizer.read(files.tokenizer) }
    t5TokenizerPart = Part { try Tokenizer.read(files.tokenizer2) }
    schedulePart = Part {
      guard let path = files.scheduler else {
        return try transformer().configuration.hasGuidance ? .dev : .schnell
      }
      return try FlowMatchSchedule(ConfigurationFile(path: path))
    }
  }
}

extension FluxModel {
  /// The transformer's numbers.
  ///
  /// - Throws: What opening the transformer throws.
  public func configuration() throws -> FluxConfiguration {
    try transformerPart().configuration
  }

  /// The type that most of the transformer's weights are stored in.
  ///
  /// - Throws: What opening the transformer throws.
  public func elementType() throws -> ElementType {
    try transformerPart().elementType
  }

  /// The autoencoder.
  ///
  /// - Throws: What opening it throws.
  public func autoencoder() throws -> Autoencoder {
    try autoencoderPart()
  }

  /// A prompt as the transformer reads it.
  ///
  /// - Parameters:
  ///   - text: The prompt.
  ///   - tokens: Length of the T5 sequence: a shorter text is padded, and padding takes part; a
  ///     longer one is cut. CLIP's is as long as its positions.
  /// - Returns: The states of the T5 tokens and the pooled state of the CLIP tokens.
  /// - Throws: What opening a text encoder or tokenizer throws; ``FluxPartsError`` if they do not
  ///   fit each other; `CancellationError` if the task is cancelled.
  public func encode(_ text: String, tokens: Int) throws -> FluxConditioning {
    let clip = try clipPart()
    let t5 = try t5Part()
    let clipIDs = try ids(
      of: text, by: clipTokenizerPart(), files.tokenizer, length: clip.configuration.positions,
      encoder: files.textEncoder, knows: clip.configuration.vocabulary)
    let t5IDs = try ids(
      of: text, by: t5TokenizerPart(), files.tokenizer2, length: tokens,
      encoder: files.textEncoder2, knows: t5.configuration.vocabulary)
    return try Parallel.untilCancelled {
      FluxConditioning(tokens: t5(t5IDs), pooled: clip(clipIDs).pooled)
    }
  }

  /// How many tokens of a T5 sequence are a text's own, without what ends it or fills it up.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - tokens: Length of the sequence that the text is cut to.
  /// - Returns: The number of the text's tokens that are read.
  /// - Throws: What opening the tokenizer throws.
  public func wordCount(of text: String, tokens: Int) throws -> Int {
    let tokenizer = try t5TokenizerPart()
    return min(tokenizer.encode(text).count, tokens) - tokenizer.shortestLength
  }

  /// The tokens of a text, `[1, length]`.
  private func ids(
    of text: String, by tokenizer: Tokenizer, _ file: String, length: Int, encoder: String,
    knows vocabulary: Int
  ) throws -> Tensor {
    guard tokenizer.vocabularySize <= vocabulary else {
      throw FluxPartsError.vocabulary(
        tokenizer: file, gives: tokenizer.vocabularySize, encoder: encoder, knows: vocabulary)
    }
    guard length >= tokenizer.shortestLength else {
      throw FluxPartsError.textLength(
        tokenizer: file, needs: tokenizer.shortestLength, given: length)
    }
    return Tensor(tokenizer.encode(text, length: length).ids.map(Int64.init), shape: [1, length])
  }

  /// The sigmas of a run.
  ///
  /// - Parameters:
  ///   - steps: How many steps, at least 1.
  ///   - latent: Shape of the latent, `[batch, channels, height, width]`.
  /// - Returns: The sigmas, from the noisiest to 0.
  /// - Throws: What opening the schedule, or without one the transformer, throws.
  public func schedule(steps: Int, latent: [Int]) throws -> NoiseSchedule {
    let tokens = FluxPacking.tokenCount(latentHeight: latent[2], latentWidth: latent[3])
    return try schedulePart().sigmas(steps: steps, imageTokens: tokens)
  }

  /// The transformer as a denoiser.
  ///
  /// - Parameters:
  ///   - positive: What the picture shall show.
  ///   - negative: What to steer away from, and how much the positive weighs over it; nil for
  ///     the positive alone.
  ///   - guidance: The number told to a transformer distilled for it.
  ///   - precision: To what precision sigma and guidance are told; nil to follow the weights.
  ///   - attention: How tokens attend where the positive is predicted; plain attention elsewhere.
  /// - Returns: The denoiser, with classifier-free guidance where there is a negative.
  /// - Throws: What opening the transformer throws; ``FluxPartsError`` if the conditioning or the
  ///   latents are of other sizes than it reads.
  public func denoiser(
    _ positive: FluxConditioning, negative: (conditioning: FluxConditioning, scale: Float)? = nil,
    guidance: Float = FluxDenoiser.usualGuidance, precision: TimestepPrecision? = nil,
    attention: any FluxAttention = PlainFluxAttention()
  ) throws -> any Denoiser {
    let transformer = try transformerPart()
    try check(transformer.configuration, reads: positive)
    let wanted = FluxDenoiser(
      transformer, positive, guidance: guidance, precision: precision, attention: attention)
    guard let negative else { return wanted }
    try check(transformer.configuration, reads: negative.conditioning)
    let unwanted = FluxDenoiser(
      transformer, negative.conditioning, guidance: guidance, precision: precision)
    return ClassifierFreeGuidance(positive: wanted, negative: unwanted, scale: negative.scale)
  }

  /// The latent of pictures.
  ///
  /// - Parameters:
  ///   - pixels: −1…1, `[batch, 3, height, width]`.
  ///   - tiling: The tiles to encode in; nil for the whole at once.
  /// - Returns: `[batch, channels, height / 8, width / 8]`, scaled as the transformer reads it.
  /// - Throws: What opening the autoencoder throws; `CancellationError` if the task is cancelled.
  public func encode(image pixels: Tensor, tiling: Tiling? = nil) throws -> Tensor {
    let autoencoder = try autoencoderPart()
    return try Parallel.untilCancelled { autoencoder.encode(pixels, tiling: tiling) }
  }

  /// The pictures of a latent.
  ///
  /// - Parameters:
  ///   - latent: `[batch, channels, height, width]`, without noise.
  ///   - tiling: The tiles to decode in; nil for the whole at once.
  /// - Returns: `[batch, 3, height, width]`, −1…1 as far as the network keeps to it.
  /// - Throws: What opening the autoencoder throws; `CancellationError` if the task is cancelled.
  public func decode(_ latent: Tensor, tiling: Tiling? = nil) throws -> Tensor {
    let autoencoder = try autoencoderPart()
    return try Parallel.untilCancelled { autoencoder.decode(latent, tiling: tiling) }
  }

  private func check(_ c: FluxConfiguration, reads conditioning: FluxConditioning) throws {
    let given = (conditioning.tokens.shape[2], conditioning.pooled.shape[1])
    guard given.0 == c.textWidth else {
      throw FluxPartsError.textWidth(
        transformer: files.transformer, reads: c.textWidth, encoder: files.textEncoder2,
        gives: given.0)
    }
    guard given.1 == c.pooledWidth else {
      throw FluxPartsError.textWidth(
        transformer: files.transformer, reads: c.pooledWidth, encoder: files.textEncoder,
        gives: given.1)
    }
    let channels = try autoencoderPart().configuration.latentChannels
    guard c.inputChannels == channels * 4, c.outputChannels == channels * 4 else {
      throw FluxPartsError.latentChannels(
        transformer: files.transformer, reads: c.inputChannels, autoencoder: files.autoencoder,
        gives: channels)
    }
  }

  private static func openTransformer(
    _ path: String, _ precision: ProductPrecision
  ) throws -> FluxTransformer {
    let checkpoint = try Checkpoint(opening: path, precision: precision)
    guard let file = try configuration(of: path, "_class_name", ["FluxTransformer2DModel"]) else {
      return try FluxTransformer(FluxWeights(checkpoint))
    }
    return try FluxTransformer(FluxWeights(checkpoint, FluxConfiguration(file)))
  }

  private static func openAutoencoder(_ path: String) throws -> Autoencoder {
    let checkpoint = try AutoencoderWeights.inDiffusersForm(Checkpoint(opening: path))
    let weights = Weights(checkpoint)
    guard let file = try configuration(of: path, "_class_name", ["AutoencoderKL"]) else {
      return try Autoencoder(weights, AutoencoderConfiguration(shapesOf: weights))
    }
    return try Autoencoder(weights, AutoencoderConfiguration(file))
  }

  private static func openCLIP(
    _ path: String, _ precision: ProductPrecision
  ) throws -> CLIPTextEncoder {
    let checkpoint = try Checkpoint(opening: path, precision: precision)
    let weights = Weights(try CLIPWeights.inTransformersForm(checkpoint))
    guard let file = try configuration(of: path, "model_type", ["clip_text_model", "clip"]) else {
      return try CLIPTextEncoder(weights, CLIPConfiguration(shapesOf: weights))
    }
    return try CLIPTextEncoder(weights, CLIPConfiguration(file))
  }

  private static func openT5(_ path: String, _ precision: ProductPrecision) throws -> T5Encoder {
    let checkpoint = try Checkpoint(opening: path, precision: precision)
    let weights = Weights(try T5Weights.inTransformersForm(checkpoint))
    guard let file = try configuration(of: path, "model_type", ["t5"]) else {
      return try T5Encoder(weights, T5Configuration(shapesOf: weights))
    }
    return try T5Encoder(weights, T5Configuration(file))
  }

  /// The `config.json` of a part: the one in a folder, or beside a single file if it names the part's
  /// class under a key; another class's would be read as defaults.
  private static func configuration(
    of path: String, _ key: String, _ names: [String]
  ) throws -> ConfigurationFile? {
    var isFolder = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard exists, !isFolder else {
      return try ConfigurationFile(path: "\(path)/config.json")
    }
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let beside = (folder + ["config.json"]).joined(separator: "/")
    guard FileManager.default.fileExists(atPath: beside) else { return nil }
    let file = try ConfigurationFile(path: beside)
    return names.contains(try file.text(key, default: "")) ? file : nil
  }
}
