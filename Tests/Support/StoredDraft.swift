/// A safetensors file to be written for a test, sound or not.
public struct StoredDraft {
  /// A tensor of the file: its name, the name of its type, its shape and its bytes.
  public struct Tensor {
    let name: String
    let type: String
    let shape: [Int]
    let data: [UInt8]

    /// A tensor whose bytes follow those of the one before.
    public init(_ name: String, _ type: String, _ shape: [Int], _ data: [UInt8]) {
      self.name = name
      self.type = type
      self.shape = shape
      self.data = data
    }
  }

  /// The tensors.
  public var tensors: [Tensor]
  /// The metadata.
  public var metadata: [String: String] = [:]

  /// A file of some tensors.
  public init(_ tensors: [Tensor]) {
    self.tensors = tensors
  }

  /// The file.
  public var bytes: [UInt8] {
    var members: [String] = []
    if !metadata.isEmpty {
      let texts = metadata.sorted { $0.key < $1.key }.map {
        "\"\($0.key)\":\"\($0.value.replacing("\"", with: "\\\""))\""
      }
      members.append("\"__metadata__\":{\(texts.joined(separator: ","))}")
    }
    var data: [UInt8] = []
    for tensor in tensors {
      members.append(
        "\"\(tensor.name)\":{\"dtype\":\"\(tensor.type)\",\"shape\":\(tensor.shape),"
          + "\"data_offsets\":[\(data.count),\(data.count + tensor.data.count)]}")
      data += tensor.data
    }
    let header = Array("{\(members.joined(separator: ","))}".utf8)
    return GGUFDraft.bytes(UInt64(header.count)) + header + data
  }
}
