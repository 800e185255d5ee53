public import Dataflow
import Formats
import Tensors

/// Writes the outputs of a graph into a folder, each under its name.
///
/// A picture or a mask becomes `<graph>.<output>.png`, a latent, a tensor or a conditioning
/// `<graph>.<output>.safetensors`; of a list, each element `<graph>.<output>-1.png` and so on. What
/// people read (texts, numbers, choices) becomes no file: it is shown. Files of an earlier run are
/// replaced.
public struct ResultFiles {
  /// What became of an output.
  public enum Result: Sendable, Hashable {
    /// A file, and what is in it: `128×128`.
    case file(String, about: String)
    /// A value to show.
    case text(String)
  }

  private let folder: String
  private let graph: ResolvedGraph
  private let prefix: String
  private let suffix: String

  /// Writes into a folder, which is made when there is something to write.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - name: Name of the graph.
  ///   - graph: What made the outputs.
  ///   - label: Of which of several runs the outputs are; it follows their names.
  public init(
    in folder: String, named name: String, madeBy graph: ResolvedGraph, label: String = ""
  ) {
    self.folder = folder
    self.graph = graph
    prefix = "\(folder)/\(name)"
    suffix = label.isEmpty ? "" : ".\(label)"
  }

  /// Writes an output, or says what to show of it.
  ///
  /// - Throws: `FormatError` if a file or the folder cannot be written.
  public func write(_ value: any GraphValue, as output: String) throws -> [Result] {
    let path = "\(prefix).\(output)\(suffix)"
    switch value {
    case let image as Image:
      return [try write(image, to: "\(path).png")]
    case let mask as Mask:
      return [try write(Image(mask), to: "\(path).png")]
    case let latent as Latent:
      return [try write(["latent": latent.cells], latent.display, to: path)]
    case let tensor as Tensor:
      return [try write(["tensor": tensor], tensor.display, to: path)]
    case let conditioning as Conditioning:
      let tensors = ["tokens": conditioning.tokens, "pooled": conditioning.pooled]
      return [try write(tensors, conditioning.display, to: path)]
    default:
      guard let elements = value.elements else {
        return [.text(value.literalText ?? value.display)]
      }
      return try elements.enumerated().flatMap { index, element in
        try write(element, as: "\(output)-\(index + 1)")
      }
    }
  }

  private func write(_ image: Image, to path: String) throws -> Result {
    try Folder.make(folder)
    try image.write(to: path, madeBy: graph)
    return .file(path, about: "\(image.width)×\(image.height)")
  }

  private func write(_ tensors: [String: Tensor], _ about: String, to path: String) throws -> Result
  {
    try Folder.make(folder)
    try SafetensorsFile.write(tensors, to: "\(path).safetensors")
    return .file("\(path).safetensors", about: about)
  }
}
