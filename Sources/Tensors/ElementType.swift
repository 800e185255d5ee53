/// The type of a tensor's elements.
public enum ElementType: String, Sendable, Hashable, CaseIterable {
  case float32, bfloat16, float16, int32, int64, uint8, bool

  /// Size of one element in bytes.
  public var byteCount: Int {
    switch self {
    case .int64: 8
    case .float32, .int32: 4
    case .bfloat16, .float16: 2
    case .uint8, .bool: 1
    }
  }

  /// Whether elements are floating-point numbers.
  public var isFloatingPoint: Bool {
    switch self {
    case .float32, .bfloat16, .float16: true
    case .int32, .int64, .uint8, .bool: false
    }
  }
}
