import Dataflow
import Formats
import FoundationEssentials
import Layers
import Models

extension ModelProfile {
  /// The file in which diffusers says what the parts of a pipeline are.
  static let pipelineFileName = "model_index.json"

  /// Largest profile that is read, in bytes.
  private static let maximumSize = 1 << 20

  /// Reads what a folder or file says of the model it holds; no weight is read.
  ///
  /// - Parameter path: A folder with a profile, or one that diffusers' FluxPipeline has saved.
  /// - Throws: `DiagnosticList` with every fault of a profile; ``ModelPathError`` if the path leads
  ///   to no model; `FormatError` if a file is not what it has to be.
  public init(opening path: String) throws {
    let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let files = FileManager.default
    var isFolder = false
    guard files.fileExists(atPath: folder, isDirectory: &isFolder) else {
      throw ModelPathError.absent(path)
    }
    guard isFolder else { throw try Self.fault(ofFile: path) }
    let profile = "\(folder)/\(Self.fileName)"
    if files.fileExists(atPath: profile) {
      let text = try SourceText(
        file: profile, bytes: FileBytes.read(profile, limit: Self.maximumSize))
      try self.init(text, in: folder)
    } else if files.fileExists(atPath: "\(folder)/\(Self.pipelineFileName)") {
      try self.init(pipeline: folder)
    } else {
      throw ModelPathError.noProfile(folder)
    }
  }

  /// The profile of a folder that has none, by what diffusers wrote into it.
  private init(pipeline folder: String) throws {
    let index = try JSON.read("\(folder)/\(Self.pipelineFileName)")
    let kind = try index.member("_class_name").string()
    guard kind.hasPrefix("Flux") else { throw ModelPathError.otherPipeline(folder, kind) }
    let configuration = try FluxConfiguration(
      ConfigurationFile(path: "\(folder)/transformer/config.json"))
    self.init(
      name: folder.lastPathComponent, folder: folder, family: .flux,
      files: FluxFiles(diffusersFolder: folder),
      defaults: configuration.hasGuidance ? .dev : .schnell)
  }

  /// Why a single file is no model by itself.
  private static func fault(ofFile path: String) throws -> ModelPathError {
    try FluxWeights.recognizes(Checkpoint(opening: path))
      ? .transformerAlone(path) : .unknownFile(path)
  }
}

/// Why a path leads to no model.
public enum ModelPathError: Error, Hashable, CustomStringConvertible {
  /// There is nothing at the path.
  case absent(String)
  /// The folder says nothing about itself.
  case noProfile(String)
  /// The folder holds a pipeline of another family.
  case otherPipeline(String, String)
  /// The file holds a FLUX transformer and nothing else.
  case transformerAlone(String)
  /// The file holds nothing that is known.
  case unknownFile(String)

  /// The path, what is there, and what to do.
  public var description: String {
    switch self {
    case .absent(let path):
      "there is no model at \(path)"
    case .noProfile(let path):
      "\(path) holds no \(ModelProfile.fileName) and no \(ModelProfile.pipelineFileName)"
    case .otherPipeline(let path, let kind):
      "\(path) holds a \(kind), and only FLUX pipelines can be run"
    case .transformerAlone(let path):
      "\(path) is a FLUX transformer alone; put a \(ModelProfile.fileName) beside it that names its"
        + " text encoders and autoencoder, and name that folder"
    case .unknownFile(let path):
      "\(path) holds no weights of a known family"
    }
  }
}
