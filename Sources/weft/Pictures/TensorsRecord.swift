import Formats

/// What is in a safetensors or GGUF file, as JSON and as people are told.
struct TensorsRecord: Encodable {
  /// A tensor.
  struct Tensor: Encodable {
    let name: String
    let type: String
    let shape: [Int]
    let bytes: Int
  }

  let file: String
  let bytes: Int
  let tensors: [Tensor]
  let metadata: [String: String]

  /// What is in a file; nil if it is neither of the two.
  ///
  /// - Throws: `FormatError` if it cannot be read or is not sound.
  init?(opening path: String) throws(FormatError) {
    if path.hasSuffix(".safetensors") {
      self.init(try SafetensorsFile(path))
    } else if try GGUFFile.recognizes(path) {
      self.init(try GGUFFile(path))
    } else {
      return nil
    }
  }

  private init(_ file: SafetensorsFile) {
    self.init(file.path, file.names.compactMap { file.tensors[$0] }, file.metadata)
  }

  private init(_ file: GGUFFile) {
    let metadata = file.metadata.mapValues { value in
      if case .text(let text) = value { text } else { value.description }
    }
    self.init(file.path, file.names.compactMap { file.tensors[$0] }, metadata)
  }

  private init(_ path: String, _ stored: [StoredTensor], _ metadata: [String: String]) {
    file = path
    tensors = stored.map {
      Tensor(
        name: $0.name, type: $0.elementName, shape: $0.shape, bytes: $0.byteRange.count)
    }
    bytes = tensors.reduce(0) { $0 + $1.bytes }
    self.metadata = metadata
  }

  /// Several lines.
  var text: String {
    let count = tensors.reduce(0) { $0 + $1.shape.reduce(1, *) }
    var lines = ["\(file)  \(tensors.count) tensors, \(count) elements, \(FileSize.text(bytes))"]
    let widths = [tensors.map(\.name.count).max() ?? 0, tensors.map(\.type.count).max() ?? 0]
    lines += tensors.map {
      "  \($0.name.padded(to: widths[0]))  \($0.type.padded(to: widths[1]))  \($0.shape)"
    }
    lines += PictureRecord.table(
      "metadata", metadata.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    return lines.joined(separator: "\n") + "\n"
  }
}
