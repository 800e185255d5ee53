/// The version of Weft.
public enum Version {
  /// The version, as `weft --version` prints it and pictures record it.
  public static let current = "0.1.0"
}
