import CKernels

/// How a row of numbers is packed in blocks that share scales, by the name that files give it.
///
/// Type 0 has a scale, type 1 a scale and a minimum; K formats have blocks of 256 with scales that are
/// themselves packed; IQ4 formats look their codes up in a table. Floats of eight bits, by the name that
/// safetensors files give them, are blocks of one number. What the parts of a block mean is
/// told in `blocks.h`. Reference: ggml-org/ggml:src/ggml-common.h.
public enum BlockFormat: String, Sendable, Hashable, CaseIterable {
  case q4Type0 = "Q4_0"
  case q4Type1 = "Q4_1"
  case q5Type0 = "Q5_0"
  case q5Type1 = "Q5_1"
  case q8Type0 = "Q8_0"
  case iq4NL = "IQ4_NL"
  case q2K = "Q2_K"
  case q3K = "Q3_K"
  case q4K = "Q4_K"
  case q5K = "Q5_K"
  case q6K = "Q6_K"
  case iq4XS = "IQ4_XS"
  case float8E4M3 = "F8_E4M3"
  case float8E5M2 = "F8_E5M2"

  /// Numbers of a block.
  public var count: Int { k_block_count(kernelFormat) }

  /// Size of a block in bytes.
  public var byteCount: Int { k_block_bytes(kernelFormat) }

  /// Whether numbers are whole-number codes under scales, which products can multiply as such.
  public var hasCodes: Bool { k_block_group(kernelFormat) > 0 }

  var kernelFormat: k_block_format {
    switch self {
    case .q4Type0: K_Q4_0
    case .q4Type1: K_Q4_1
    case .q5Type0: K_Q5_0
    case .q5Type1: K_Q5_1
    case .q8Type0: K_Q8_0
    case .iq4NL: K_IQ4_NL
    case .q2K: K_Q2_K
    case .q3K: K_Q3_K
    case .q4K: K_Q4_K
    case .q5K: K_Q5_K
    case .q6K: K_Q6_K
    case .iq4XS: K_IQ4_XS
    case .float8E4M3: K_F8_E4M3
    case .float8E5M2: K_F8_E5M2
    }
  }
}
