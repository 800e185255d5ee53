/// A value of a GGUF file's metadata.
public enum GGUFValue: Sendable, Hashable {
  case unsigned(UInt64)
  case signed(Int64)
  case number(Double)
  case bool(Bool)
  case text(String)
  /// An array; its elements where they are whole numbers.
  ///
  /// Vocabularies and scores of language models, which may be hundreds of megabytes, are counted and
  /// not kept.
  case array(count: Int, integers: [Int]?)

  /// The value as a whole number, if it is one.
  public var integer: Int? {
    switch self {
    case .unsigned(let value): Int(exactly: value)
    case .signed(let value): Int(exactly: value)
    default: nil
    }
  }
}

extension GGUFValue: CustomStringConvertible {
  /// The value as text: a text in quotes, an array that is not kept by its count.
  public var description: String {
    switch self {
    case .unsigned(let value): "\(value)"
    case .signed(let value): "\(value)"
    case .number(let value): "\(value)"
    case .bool(let value): "\(value)"
    case .text(let value): "'\(value)'"
    case .array(_, let integers?): "\(integers)"
    case .array(let count, nil): "\(count) values"
    }
  }
}

/// The types of metadata values, by the numbers the format gives them.
///
/// Reference: `gguf_metadata_value_type`, ggml-org/ggml:docs/gguf.md.
enum GGUFValueType: UInt32 {
  case uint8, int8, uint16, int16, uint32, int32, float32, bool, string, array, uint64, int64
  case float64

  /// The least bytes that a value takes.
  var smallestByteCount: Int {
    switch self {
    case .uint8, .int8, .bool: 1
    case .uint16, .int16: 2
    case .uint32, .int32, .float32: 4
    case .string, .uint64, .int64, .float64: 8
    case .array: 12
    }
  }
}
