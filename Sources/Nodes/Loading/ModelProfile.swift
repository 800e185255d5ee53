public import Dataflow
public import Models
public import Tensors

/// What a model is: what its `model.yaml` says, or, for a folder without one, what its files say.
public struct ModelProfile: Sendable {
  /// The architecture a model has.
  public enum Family: String, Choice {
    case flux

    /// `Family` in messages.
    public static var typeName: String { "Family" }
  }

  /// A file of the model and the SHA-256 its profile gives for it, in hexadecimal.
  public struct Digest: Sendable, Hashable {
    /// Path of the file.
    public let file: String
    /// 64 hexadecimal digits.
    public let sha256: String
  }

  /// The model's name: that of its folder.
  public let name: String
  /// The folder that holds it.
  public let folder: String
  /// Its architecture.
  public var family: Family
  /// What it is, in a sentence.
  public var about: String?
  /// Under what licence its weights are.
  public var licence: String?
  /// Where its weights come from.
  public var source: String?
  /// What it can do, beyond what its family says.
  public var capabilities: [String] = []
  /// Where its parts are.
  public var files: FluxFiles
  /// What it is run with where a graph does not say.
  public var defaults: ModelDefaults
  /// How its weights in blocks are multiplied.
  public var precision = ProductPrecision.exact
  /// The digests that its files ought to have.
  public var digests: [Digest] = []

  /// The name under which a profile lies in a model's folder.
  public static let fileName = "model.yaml"
}
