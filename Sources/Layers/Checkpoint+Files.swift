import FoundationEssentials
public import Formats
public import Tensors

extension Checkpoint {
  /// The names that diffusers and transformers give the file of a folder.
  private static let fileNames = ["model.safetensors", "diffusion_pytorch_model.safetensors"]

  /// Opens what a path leads to: a safetensors or GGUF file, whatever its name; the index of several
  /// safetensors files; or a folder with any of them under the name that diffusers or transformers
  /// gives it.
  ///
  /// - Parameters:
  ///   - path: The file or folder.
  ///   - precision: How weights in blocks are multiplied.
  /// - Throws: `FormatError` if there is no such file, or a file is not what it has to be.
  public init(
    opening path: String, precision: ProductPrecision = .exact
  ) throws(FormatError) {
    let file = try Self.file(at: path)
    let entries = try Self.tensors(of: file).mapValues { stored in
      Entry(source: .stored(stored), file: stored.file, storedName: stored.name)
    }
    self.init(path: path, entries: entries, reads: ReadLog(), precision: precision)
  }

  private static func tensors(of file: String) throws(FormatError) -> [String: StoredTensor] {
    if file.hasSuffix(".index.json") {
      return try described(SafetensorsShards(index: file).tensors)
    }
    if try GGUFFile.recognizes(file) { return try GGUFFile(file).tensors }
    let opened = try SafetensorsFile(file)
    try Float8Scales.check(opened)
    return try described(opened.tensors)
  }

  /// The tensors as what the scales and tables beside them make of them.
  private static func described(
    _ tensors: [String: StoredTensor]
  ) throws(FormatError) -> [String: StoredTensor] {
    try FourBitWeights.applied(to: Float8Scales.applied(to: tensors))
  }

  /// The file meant by a path: itself, or the one in the folder it leads to.
  private static func file(at path: String) throws(FormatError) -> String {
    var isFolder = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard exists, isFolder else { return path }
    let candidates = fileNames + fileNames.map { $0 + ".index.json" }
    let found = candidates.first { FileManager.default.fileExists(atPath: "\(path)/\($0)") }
    guard let found else {
      throw FormatError(
        file: path, expected: "one of \(candidates.joined(separator: ", "))", found: "none of them")
    }
    return "\(path)/\(found)"
  }
}
