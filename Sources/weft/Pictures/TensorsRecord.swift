import Formats

/// What is in a safetensors file, as JSON and as people are told.
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

  init(_ file: SafetensorsFile) {
    self.file = file.path
    tensors = file.names.compactMap { file.tensors[$0] }.map {
      Tensor(
        name: $0.name, type: $0.elementName, shape: $0.shape, bytes: $0.byteRange.count)
    }
    bytes = tensors.reduce(0) { $0 + $1.bytes }
    metadata = file.metadata
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
