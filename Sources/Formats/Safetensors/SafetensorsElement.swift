import Tensors

/// The element types of the safetensors format, by the names it gives them.
///
/// Reference: huggingface/safetensors:safetensors/src/tensor.rs, `Dtype`, version 0.8.0.
enum SafetensorsElement: String, CaseIterable {
  case bool = "BOOL"
  case f4 = "F4"
  case f6E2M3 = "F6_E2M3"
  case f6E3M2 = "F6_E3M2"
  case u8 = "U8"
  case i8 = "I8"
  case f8E5M2 = "F8_E5M2"
  case f8E4M3 = "F8_E4M3"
  case f8E5M2FNUZ = "F8_E5M2FNUZ"
  case f8E4M3FNUZ = "F8_E4M3FNUZ"
  case f8E8M0 = "F8_E8M0"
  case i16 = "I16"
  case u16 = "U16"
  case f16 = "F16"
  case bf16 = "BF16"
  case i32 = "I32"
  case u32 = "U32"
  case f32 = "F32"
  case c64 = "C64"
  case f64 = "F64"
  case i64 = "I64"
  case u64 = "U64"

  /// The name of a type that tensors have.
  init(_ type: ElementType) {
    self =
      switch type {
      case .float32: .f32
      case .bfloat16: .bf16
      case .float16: .f16
      case .int32: .i32
      case .int64: .i64
      case .uint8: .u8
      case .bool: .bool
      }
  }

  /// The type of a tensor that holds such elements; nil if tensors have none.
  var elementType: ElementType? {
    switch self {
    case .f32: .float32
    case .bf16: .bfloat16
    case .f16: .float16
    case .i32: .int32
    case .i64: .int64
    case .u8: .uint8
    case .bool: .bool
    default: nil
    }
  }

  /// What the values of a stored tensor are made of.
  var numbers: StoredTensor.Numbers {
    switch self {
    case .f8E4M3: .blocks(.float8E4M3)
    case .f8E5M2: .blocks(.float8E5M2)
    default: elementType.map { .elements($0) } ?? .unknown
    }
  }

  /// Size of one element in bits.
  var bitCount: Int {
    switch self {
    case .f4: 4
    case .f6E2M3, .f6E3M2: 6
    case .bool, .u8, .i8, .f8E5M2, .f8E4M3, .f8E5M2FNUZ, .f8E4M3FNUZ, .f8E8M0: 8
    case .i16, .u16, .f16, .bf16: 16
    case .i32, .u32, .f32: 32
    case .c64, .f64, .i64, .u64: 64
    }
  }

  /// Place in the order in which the reference writes the tensors of a file: by growing alignment.
  var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Bytes that elements of a shape fill; nil if that is no whole number of bytes, or if the sizes
  /// other than zero make more than 63 bits can count.
  func byteCount(of shape: [Int]) -> Int? {
    var count = bitCount
    for size in shape where size != 0 {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard !overflow else { return nil }
      count = product
    }
    guard !shape.contains(0) else { return 0 }
    return count.isMultiple(of: 8) ? count / 8 : nil
  }
}
