/// How products with weights in blocks are computed.
public enum ProductPrecision: String, Sendable, Hashable, CaseIterable {
  /// With the numbers that the blocks stand for, in float32.
  case exact
  /// With activations rounded to eight bits, 32 numbers to a scale, code by code in whole numbers, as
  /// ggml does for blocks of 32; for longer blocks it rounds 256 to a scale, which is coarser. Floats of
  /// eight bits have no codes and are multiplied exactly.
  case fast
}
