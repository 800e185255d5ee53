public import Dataflow
import Formats
public import Tensors

// How values that hold tensors are kept on disk: as the bytes of a safetensors file, which any tool
// reads, and which keeps every bit.

extension Tensor: StorableValue {
  /// The tensor of a safetensors file.
  public init(storedBytes: [UInt8]) throws {
    self = try StoredTensors(storedBytes)["tensor"]
  }

  /// A safetensors file of one tensor.
  public func storedBytes() throws -> [UInt8] { try SafetensorsFile.bytes(of: ["tensor": self]) }
}

extension Image: StorableValue {
  /// The picture of a safetensors file.
  public init(storedBytes: [UInt8]) throws {
    let pixels = try StoredTensors(storedBytes)["pixels", rank: 3]
    guard (3...4).contains(pixels.shape[0]) else { throw StoredValueError() }
    self.init(pixels)
  }

  /// A safetensors file of the pixels: a PNG would round them.
  public func storedBytes() throws -> [UInt8] { try SafetensorsFile.bytes(of: ["pixels": pixels]) }
}

extension Mask: StorableValue {
  /// The mask of a safetensors file.
  public init(storedBytes: [UInt8]) throws {
    self.init(try StoredTensors(storedBytes)["values", rank: 2])
  }

  /// A safetensors file of the values.
  public func storedBytes() throws -> [UInt8] { try SafetensorsFile.bytes(of: ["values": values]) }
}

extension Conditioning: StorableValue {
  /// The conditioning of a safetensors file.
  public init(storedBytes: [UInt8]) throws {
    let tensors = try StoredTensors(storedBytes)
    self.init(tokens: try tensors["tokens", rank: 3], pooled: try tensors["pooled", rank: 2])
  }

  /// A safetensors file of both embeddings.
  public func storedBytes() throws -> [UInt8] {
    try SafetensorsFile.bytes(of: ["tokens": tokens, "pooled": pooled])
  }
}

extension Latent: StorableValue {
  /// The latent of a safetensors file.
  public init(storedBytes: [UInt8]) throws {
    let tensors = try StoredTensors(storedBytes)
    let space = LatentSpace(
      channels: try tensors.number("channels"), cellSize: try tensors.number("cell_size"),
      sizeMultiple: try tensors.number("size_multiple"))
    let cells = try tensors["cells", rank: 4]
    guard cells.shape[1] == space.channels else { throw StoredValueError() }
    self.init(cells, in: space)
  }

  /// A safetensors file of the cells, its metadata saying whose latent it is.
  public func storedBytes() throws -> [UInt8] {
    try SafetensorsFile.bytes(
      of: ["cells": cells],
      metadata: [
        "channels": "\(space.channels)", "cell_size": "\(space.cellSize)",
        "size_multiple": "\(space.sizeMultiple)",
      ])
  }
}

/// The tensors of a value kept on disk.
private struct StoredTensors {
  private let file: SafetensorsFile

  init(_ bytes: [UInt8]) throws {
    file = try SafetensorsFile(bytes: bytes, named: "a kept result")
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
