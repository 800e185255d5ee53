import Dataflow
import FoundationEssentials
import Models

extension ModelProfile {
  /// Every file that the model's parts, or what is known of it, may be read from, sorted.
  ///
  /// - Throws: What the system says if a folder cannot be read.
  var filesRead: [ReadFile] {
    get throws {
      var parts = [
        files.transformer, files.autoencoder, files.textEncoder, files.textEncoder2,
        files.tokenizer, files.tokenizer2, "\(folder)/\(Self.fileName)",
        "\(folder)/\(Self.pipelineFileName)",
      ]
      if let scheduler = files.scheduler { parts.append(scheduler) }
      var paths: Set<String> = []
      for part in parts {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: part, isDirectory: &isFolder) else { continue }
        if isFolder {
          paths.formUnion(try ReadFile.all(in: part).map(\.path))
          continue
        }
        paths.insert(part)
        // The numbers of a single file may be in a configuration beside it.
        let folder = part.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let configuration = (folder + ["config.json"]).joined(separator: "/")
        if FileManager.default.fileExists(atPath: configuration) { paths.insert(configuration) }
      }
      return paths.sorted().map { ReadFile($0) }
    }
  }
}
