import FoundationEssentials
import Formats
import Layers
import Models
import Tensors

/// A folder of networks of random weights, which `Tests/Reference/bench_peers.py` fills.
///
/// A part is `PART/`, with a `config.json` as diffusers and transformers write it, or `PART.gguf`. What is
/// not there is not timed.
struct ModelFolder {
  let path: String
  /// How weights in blocks are multiplied.
  let precision: ProductPrecision

  /// The transformer of FLUX.
  func transformer() throws -> FluxTransformer? {
    try folder("transformer") { checkpoint, file in
      try FluxTransformer(FluxWeights(checkpoint, FluxConfiguration(file)))
    }
      ?? file("transformer") { checkpoint, _ in
        try FluxTransformer(FluxWeights(checkpoint))
      }
  }

  /// The autoencoder of FLUX.
  func autoencoder() throws -> Autoencoder? {
    try folder("vae") { checkpoint, file in
      try Autoencoder(Weights(checkpoint), AutoencoderConfiguration(file))
    }
  }

  /// The T5 encoder.
  func textEncoder() throws -> T5Encoder? {
    try folder("text_encoder_2") { checkpoint, file in
      try T5Encoder(Weights(checkpoint), T5Configuration(file))
    }
  }

  /// The language model, and the bytes that reading all of its weights once reads.
  func languageModel() throws -> (model: Qwen2, byteCount: Int)? {
    func model(_ checkpoint: Checkpoint, _ c: Qwen2Configuration) throws -> Qwen2 {
      try Qwen2(Weights(Qwen2Weights.inPublishedForm(checkpoint)), c)
    }
    return try folder("language_model") { checkpoint, file in
      (
        try model(checkpoint, Qwen2Configuration(file)),
        try byteCount("language_model/model.safetensors")
      )
    }
      ?? file("language_model") { checkpoint, path in
        (
          try model(checkpoint, Qwen2Configuration(GGUFFile(path))),
          try byteCount("language_model.gguf")
        )
      }
  }

  private func folder<Network>(
    _ part: String, _ make: (Checkpoint, ConfigurationFile) throws -> Network
  ) throws -> Network? {
    let folder = "\(path)/\(part)"
    guard FileManager.default.fileExists(atPath: "\(folder)/config.json") else { return nil }
    return try make(
      Checkpoint(opening: folder, precision: precision),
      ConfigurationFile(path: "\(folder)/config.json"))
  }

  private func file<Network>(
    _ part: String, _ make: (Checkpoint, String) throws -> Network
  ) throws -> Network? {
    let file = "\(path)/\(part).gguf"
    guard FileManager.default.fileExists(atPath: file) else { return nil }
    return try make(Checkpoint(opening: file, precision: precision), file)
  }

  private func byteCount(_ file: String) throws -> Int {
    try Storage.mapped(path: "\(path)/\(file)").byteCount
  }
}
