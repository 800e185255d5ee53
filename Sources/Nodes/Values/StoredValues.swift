public import Dataflow
import Formats
import Models
public import Tensors

// How values that hold tensors are kept on disk: as the bytes of a safetensors file, which any tool
// reads, and which keeps every bit. Read back, the tensors are views of these bytes.

extension Tensor: StorableValue {
  /// The tensor of a safetensors file.
  public init(stored: StoredBytes) throws {
    self = try StoredTensors(stored)["tensor"]
  }

  /// A safetensors file of one tensor.
  public func store(in write: (RawSpan) throws -> Void) throws {
    try SafetensorsFile.write(["tensor": self], in: write)
  }
}

extension Image: StorableValue {
  /// The picture of a safetensors file.
  public init(stored: StoredBytes) throws {
    let pixels = try StoredTensors(stored)["pixels", rank: 3]
    guard (3...4).contains(pixels.shape[0]) else { throw StoredValueError() }
    self.init(pixels)
  }

  /// A safetensors file of the pixels: a PNG would round them.
  public func store(in write: (RawSpan) throws -> Void) throws {
    try SafetensorsFile.write(["pixels": pixels], in: write)
  }
}

extension Mask: StorableValue {
  /// The mask of a safetensors file.
  public init(stored: StoredBytes) throws {
    self.init(try StoredTensors(stored)["values", rank: 2])
  }

  /// A safetensors file of the values.
  public func store(in write: (RawSpan) throws -> Void) throws {
    try SafetensorsFile.write(["values": values], in: write)
  }
}

extension Conditioning: StorableValue {
  /// The conditioning of a safetensors file.
  public init(stored: StoredBytes) throws {
    let tensors = try StoredTensors(stored)
    self.init(tokens: try tensors["tokens", rank: 3], pooled: try tensors["pooled", rank: 2])
  }

  /// A safetensors file of both embeddings.
  public func store(in write: (RawSpan) throws -> Void) throws {
    try SafetensorsFile.write(["tokens": tokens, "pooled": pooled], in: write)
  }
}

extension Latent: StorableValue {
  /// The latent of a safetensors file.
  public init(stored: StoredBytes) throws {
    let tensors = try StoredTensors(stored)
    let space = LatentSpace(
      channels: try tensors.number("channels"), cellSize: try tensors.number("cell_size"),
      sizeMultiple: try tensors.number("size_multiple"))
    let cells = try tensors["cells", rank: 4]
    guard cells.shape[1] == space.channels else { throw StoredValueError() }
    self.init(cells, in: space)
  }

  /// A safetensors file of the cells, its metadata saying whose latent it is.
  public func store(in write: (RawSpan) throws -> Void) throws {
    try SafetensorsFile.write(
      ["cells": cells],
      metadata: [
        "channels": "\(space.channels)", "cell_size": "\(space.cellSize)",
        "size_multiple": "\(space.sizeMultiple)",
      ], in: write)
  }
}

extension CharacterPrompt: StorableValue {
  /// The prompt of a safetensors file.
  public init(stored: StoredBytes) throws {
    let tensors = try StoredTensors(stored)
    let (background, words) = (
      try tensors.number("background_words"), try tensors.number("words")
    )
    guard background < words else { throw StoredValueError() }
    self.init(
      conditioning: Conditioning(
        tokens: try tensors["tokens", rank: 3], pooled: try tensors["pooled", rank: 2]),
      background: Conditioning(
        tokens: try tensors["background.tokens", rank: 3],
        pooled: try tensors["background.pooled", rank: 2]),
      lengths: PromptLengths(background: background, words: words))
  }

  /// A safetensors file of the embeddings, its metadata saying what the words stand for.
  public func store(in write: (RawSpan) throws -> Void) throws {
    try SafetensorsFile.write(
      [
        "tokens": conditioning.tokens, "pooled": conditioning.pooled,
        "background.tokens": background.tokens, "background.pooled": background.pooled,
      ],
      metadata: ["background_words": "\(lengths.background)", "words": "\(lengths.words)"],
      in: write)
  }
}

extension IdentityBank: StorableValue {
  /// The bank of a safetensors file.
  public init(stored: StoredBytes) throws {
    let tensors = try StoredTensors(stored)
    guard let bank = CharaConsistBank(tensors: try tensors.all, metadata: tensors.metadata),
      let weights = tensors.metadata["weights"]
    else { throw StoredValueError() }
    self.init(bank, weights: weights)
  }

  /// A safetensors file of all that was kept.
  public func store(in write: (RawSpan) throws -> Void) throws {
    try SafetensorsFile.write(
      bank.tensors, metadata: bank.metadata.merging(["weights": weights]) { $1 }, in: write)
  }
}

extension Correspondence: StorableValue {
  /// The matches of a safetensors file.
  public init(stored: StoredBytes) throws {
    let tensors = try StoredTensors(stored)
    let values = try tensors["matches", rank: 3]
    guard values.shape[2] == 4 else { throw StoredValueError() }
    self.init(
      values, other: Size(width: try tensors.number("columns"), height: try tensors.number("rows")))
  }

  /// A safetensors file of the matches.
  public func store(in write: (RawSpan) throws -> Void) throws {
    try SafetensorsFile.write(
      ["matches": values], metadata: ["columns": "\(other.width)", "rows": "\(other.height)"],
      in: write)
  }
}

/// The tensors of a value kept on disk.
private struct StoredTensors {
  private let file: SafetensorsFile

  init(_ bytes: StoredBytes) throws {
    let storage = bytes.withBytes { Storage(viewing: $0, of: bytes.owner) }
    file = try SafetensorsFile(storage, named: "a kept result")
  }

  /// The texts beside the tensors.
  var metadata: [String: String] { file.metadata }

  /// All tensors, by name.
  var all: [String: Tensor] {
    get throws { try file.tensors.mapValues { try $0.tensor() } }
  }

  subscript(name: String) -> Tensor {
    get throws { try file.tensor(name) }
  }

  subscript(name: String, rank rank: Int) -> Tensor {
    get throws {
      let tensor = try file.tensor(name)
      guard tensor.rank == rank else { throw StoredValueError() }
      return tensor
    }
  }

  func number(_ key: String) throws -> Int {
    guard let number = file.metadata[key].flatMap({ Int($0) }), number > 0 else {
      throw StoredValueError()
    }
    return number
  }
}

/// Bytes of a kept result that are a safetensors file, but not of such a value.
private struct StoredValueError: Error {}
