import COpenBLAS

/// What the last bits of results depend on besides the inputs.
public enum Arithmetic {
  /// The loops that matrix products run in on this processor, as OpenBLAS names them: `Haswell`.
  ///
  /// They do not depend on the number of threads; on another processor they may be others.
  public static var kernels: String { String(cString: openblas_get_corename()) }
}
