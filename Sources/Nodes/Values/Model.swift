public import Dataflow
import Diffusion
import Models
import Tensors

/// A model that makes pictures, its parts not opened before they are used.
public struct Model: GraphValue {
  /// What the model is and how it is run where a graph does not say.
  let profile: ModelProfile
  let flux: FluxModel

  /// A model of a profile; no file is opened yet.
  init(_ profile: ModelProfile) {
    self.profile = profile
    flux = FluxModel(profile.files, precision: profile.precision)
  }

  /// The model's name.
  var name: String { profile.name }
  /// How it is run where a graph does not say.
  var defaults: ModelDefaults { profile.defaults }

  /// Kind and name: `Model critters`.
  public var display: String { "Model \(name)" }
}

extension Model {
  /// What its latents are like.
  ///
  /// - Throws: What opening the autoencoder throws.
  func latentSpace() throws -> LatentSpace {
    let c = try flux.autoencoder().configuration
    return LatentSpace(
      channels: c.latentChannels, cellSize: c.cellSize, sizeMultiple: c.cellSize * 2)
  }

  /// The size of a picture, with the model's own where none is given.
  ///
  /// - Throws: ``ValueError`` if the model cannot make pictures of that size.
  func size(width: Int?, height: Int?) throws -> (width: Int, height: Int) {
    let size = (width: width ?? defaults.width, height: height ?? defaults.height)
    let multiple = try latentSpace().sizeMultiple
    guard size.width.isMultiple(of: multiple), size.height.isMultiple(of: multiple) else {
      throw ValueError(
        "\(name) makes pictures whose sides are multiples of \(multiple) pixels, not"
          + " \(size.width)×\(size.height)")
    }
    return size
  }

  /// A text as its encoders read it, padded or cut to a number of tokens.
  ///
  /// - Throws: What opening a text encoder throws.
  func encode(_ text: String, tokens: Int? = nil) throws -> Conditioning {
    let read = try flux.encode(text, tokens: tokens ?? defaults.textTokens)
    return Conditioning(tokens: read.tokens, pooled: read.pooled)
  }
}

extension Latent {
  /// Checks that the latent is one that a model reads.
  ///
  /// - Throws: ``ValueError`` if it is not, and what opening the autoencoder throws.
  func check(isOf model: Model) throws {
    let wanted = try model.latentSpace()
    guard space == wanted else {
      throw ValueError(
        "\(model.name) reads latents of \(wanted.channels) channels and cells of"
          + " \(wanted.cellSize) pixels, and this has \(space.channels) channels and cells of"
          + " \(space.cellSize)")
    }
  }
}
