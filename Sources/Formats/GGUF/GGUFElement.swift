import Tensors

/// The tensor types of GGUF files, by the numbers the format gives them.
///
/// Reference: `GGMLQuantizationType` and `GGML_QUANT_SIZES`, gguf 0.19.0.
enum GGUFElement: UInt32 {
  case f32 = 0
  case f16 = 1
  case q4Type0 = 2
  case q4Type1 = 3
  case q5Type0 = 6
  case q5Type1 = 7
  case q8Type0 = 8
  case q8Type1 = 9
  case q2K = 10
  case q3K = 11
  case q4K = 12
  case q5K = 13
  case q6K = 14
  case q8K = 15
  case iq2XXS = 16
  case iq2XS = 17
  case iq3XXS = 18
  case iq1S = 19
  case iq4NL = 20
  case iq3S = 21
  case iq2S = 22
  case iq4XS = 23
  case i8 = 24
  case i16 = 25
  case i32 = 26
  case i64 = 27
  case f64 = 28
  case iq1M = 29
  case bf16 = 30
  case tq1Type0 = 34
  case tq2Type0 = 35
  case mxfp4 = 39
  case nvfp4 = 40
  case q1Type0 = 41

  /// What Weft makes of elements of a type.
  enum Reading {
    case elements(ElementType)
    case blocks(BlockFormat)
    /// Nothing: their name, and the numbers and bytes of a block.
    case unknown(name: String, count: Int, byteCount: Int)
  }

  var reading: Reading {
    switch self {
    case .f32: .elements(.float32)
    case .f16: .elements(.float16)
    case .bf16: .elements(.bfloat16)
    case .i32: .elements(.int32)
    case .i64: .elements(.int64)
    case .q4Type0: .blocks(.q4Type0)
    case .q4Type1: .blocks(.q4Type1)
    case .q5Type0: .blocks(.q5Type0)
    case .q5Type1: .blocks(.q5Type1)
    case .q8Type0: .blocks(.q8Type0)
    case .iq4NL: .blocks(.iq4NL)
    case .q2K: .blocks(.q2K)
    case .q3K: .blocks(.q3K)
    case .q4K: .blocks(.q4K)
    case .q5K: .blocks(.q5K)
    case .q6K: .blocks(.q6K)
    case .iq4XS: .blocks(.iq4XS)
    case .q8Type1: .unknown(name: "Q8_1", count: 32, byteCount: 40)
    case .q8K: .unknown(name: "Q8_K", count: 256, byteCount: 292)
    case .iq2XXS: .unknown(name: "IQ2_XXS", count: 256, byteCount: 66)
    case .iq2XS: .unknown(name: "IQ2_XS", count: 256, byteCount: 74)
    case .iq3XXS: .unknown(name: "IQ3_XXS", count: 256, byteCount: 98)
    case .iq1S: .unknown(name: "IQ1_S", count: 256, byteCount: 50)
    case .iq3S: .unknown(name: "IQ3_S", count: 256, byteCount: 110)
    case .iq2S: .unknown(name: "IQ2_S", count: 256, byteCount: 82)
    case .i8: .unknown(name: "I8", count: 1, byteCount: 1)
    case .i16: .unknown(name: "I16", count: 1, byteCount: 2)
    case .f64: .unknown(name: "F64", count: 1, byteCount: 8)
    case .iq1M: .unknown(name: "IQ1_M", count: 256, byteCount: 56)
    case .tq1Type0: .unknown(name: "TQ1_0", count: 256, byteCount: 54)
    case .tq2Type0: .unknown(name: "TQ2_0", count: 256, byteCount: 66)
    case .mxfp4: .unknown(name: "MXFP4", count: 32, byteCount: 17)
    case .nvfp4: .unknown(name: "NVFP4", count: 64, byteCount: 36)
    case .q1Type0: .unknown(name: "Q1_0", count: 128, byteCount: 18)
    }
  }

  /// The type's name in the format.
  var name: String {
    switch reading {
    case .elements(let type): SafetensorsElement(type).rawValue
    case .blocks(let format): format.rawValue
    case .unknown(let name, _, _): name
    }
  }

  /// Numbers and bytes of a block; elements are blocks of one.
  var block: (count: Int, byteCount: Int) {
    switch reading {
    case .elements(let type): (1, type.byteCount)
    case .blocks(let format): (format.count, format.byteCount)
    case .unknown(_, let count, let byteCount): (count, byteCount)
    }
  }
}
