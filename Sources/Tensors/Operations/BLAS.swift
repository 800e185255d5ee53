import COpenBLAS

/// OpenBLAS, held to the thread that calls it.
enum BLAS {
  private static let single: Void = openblas_set_num_threads(1)

  /// To be called before the first product.
  static func prepare() { _ = single }
}
