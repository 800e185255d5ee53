/// A GGUF file to be written for a test, sound or not.
public struct GGUFDraft {
  /// A tensor of the file.
  public struct Tensor {
    /// Its name.
    public var name: String
    /// Lengths of its axes, innermost first, as the format has them.
    public var lengths: [UInt64]
    /// The number of its type.
    public var type: UInt32
    /// Where its data begins; nil for the first place that is free.
    public var offset: UInt64?
    /// Its bytes.
    public var data: [UInt8]

    /// A tensor at the first place that is free.
    public init(_ name: String, lengths: [UInt64], type: UInt32, data: [UInt8]) {
      self.name = name
      self.lengths = lengths
      self.type = type
      self.data = data
    }
  }

  /// What the file begins with.
  public var magic = Array("GGUF".utf8)
  /// The version.
  public var version: UInt32 = 3
  /// Metadata, see ``value(_:_:_:)``.
  public var values: [[UInt8]] = []
  /// The number of metadata values that the file claims to have; nil for the truth.
  public var valueCount: UInt64?
  /// The number of tensors that the file claims to have; nil for the truth.
  public var tensorCount: UInt64?
  /// The tensors.
  public var tensors: [Tensor]

  /// A file of version 3 without metadata.
  public init(_ tensors: [Tensor]) {
    self.tensors = tensors
  }

  /// The file, with data aligned to 32 bytes.
  public var bytes: [UInt8] {
    var head = magic + Self.bytes(version) + Self.bytes(tensorCount ?? UInt64(tensors.count))
    head += Self.bytes(valueCount ?? UInt64(values.count)) + values.joined()
    var data: [UInt8] = []
    for tensor in tensors {
      head += Self.text(tensor.name) + Self.bytes(UInt32(tensor.lengths.count))
      head += tensor.lengths.flatMap { Self.bytes($0) } + Self.bytes(tensor.type)
      head += Self.bytes(tensor.offset ?? UInt64(data.count))
      data += tensor.data + Self.padding(tensor.data.count)
    }
    return head + Self.padding(head.count) + data
  }

  /// A value of the metadata: key, number of the type, bytes.
  public static func value(_ key: String, _ type: UInt32, _ bytes: [UInt8]) -> [UInt8] {
    text(key) + Self.bytes(type) + bytes
  }

  /// A text as the format has it: its length, then UTF-8.
  public static func text(_ text: String) -> [UInt8] { bytes(UInt64(text.utf8.count)) + text.utf8 }

  /// A number, little endian.
  public static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }

  private static func padding(_ count: Int) -> [UInt8] {
    [UInt8](repeating: 0, count: (32 - count % 32) % 32)
  }
}
