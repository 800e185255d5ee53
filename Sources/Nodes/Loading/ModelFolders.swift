public import Dataflow
import FoundationEssentials

/// Finds models in folders of models: each model is a folder with a profile, or with the
/// `model_index.json` of a diffusers pipeline.
public struct ModelFolders: ModelSearch {
  /// The folders searched, the first first.
  public let folders: [String]

  /// A search of folders; those that do not exist hold nothing.
  public init(_ folders: [String]) {
    self.folders = folders
  }

  /// The names of all models that are found, sorted.
  public var names: [String] {
    var names: Set<String> = []
    for folder in folders {
      let entries = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      names.formUnion(entries.filter { Self.isModel("\(folder)/\($0)") })
    }
    return names.sorted()
  }

  /// What is known of a model before any weight is read, or nil if there is none of that name.
  ///
  /// A model whose profile has faults is found, with the first of them.
  public func model(named name: ModelName) -> ModelDescription? {
    guard let path = path(of: name) else { return nil }
    do {
      let profile = try ModelProfile(opening: path)
      return ModelDescription(
        name: name.text, family: profile.family.rawValue, capabilities: profile.capabilities,
        path: path)
    } catch {
      let fault = (error as? DiagnosticList)?.diagnostics.first?.line ?? "\(error)"
      return ModelDescription(name: name.text, family: "", path: path, fault: fault)
    }
  }

  /// The folder or file of a model: that of its name in the first folder that has it, or the path
  /// that the name itself is.
  public func path(of name: ModelName) -> String? {
    let found = folders.lazy.map { "\($0)/\(name.text)" }.first(where: Self.isModel)
    if let found, !name.text.contains("/") { return found }
    return FileManager.default.fileExists(atPath: name.text) ? name.text : nil
  }

  private static func isModel(_ folder: String) -> Bool {
    [ModelProfile.fileName, ModelProfile.pipelineFileName].contains {
      FileManager.default.fileExists(atPath: "\(folder)/\($0)")
    }
  }
}
