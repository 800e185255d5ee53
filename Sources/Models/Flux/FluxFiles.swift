/// Where the parts of a FLUX model are: paths of files or folders.
///
/// A part is a folder with `config.json` beside its weights, as diffusers and transformers write it,
/// or a safetensors or GGUF file. Without a `config.json` of its class beside it, such a file's numbers are
/// read from its shapes.
public struct FluxFiles: Sendable, Hashable {
  /// The transformer, in diffusers or in original (black-forest-labs/flux) form.
  public var transformer: String
  /// The autoencoder, in either form.
  public var autoencoder: String
  /// The CLIP text encoder.
  public var textEncoder: String
  /// The T5 encoder, under the names of transformers or of llama.cpp.
  public var textEncoder2: String
  /// Folder of the CLIP tokenizer.
  public var tokenizer: String
  /// Folder or file of the T5 tokenizer.
  public var tokenizer2: String
  /// The `scheduler_config.json`; nil for the schedule the transformer's kind was published with.
  public var scheduler: String?

  /// The parts of a model, each somewhere.
  public init(
    transformer: String, autoencoder: String, textEncoder: String, textEncoder2: String,
    tokenizer: String, tokenizer2: String, scheduler: String? = nil
  ) {
    self.transformer = transformer
    self.autoencoder = autoencoder
    self.textEncoder = textEncoder
    self.textEncoder2 = textEncoder2
    self.tokenizer = tokenizer
    self.tokenizer2 = tokenizer2
    self.scheduler = scheduler
  }

  /// The parts of a folder that diffusers' FluxPipeline has saved.
  public init(diffusersFolder folder: String) {
    self.init(
      transformer: "\(folder)/transformer", autoencoder: "\(folder)/vae",
      textEncoder: "\(folder)/text_encoder", textEncoder2: "\(folder)/text_encoder_2",
      tokenizer: "\(folder)/tokenizer", tokenizer2: "\(folder)/tokenizer_2",
      scheduler: "\(folder)/scheduler/scheduler_config.json")
  }
}
