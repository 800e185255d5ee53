/// The checkout that the tests run in.
public enum Repository {
  /// Path of its root.
  public static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    .dropLast(3).joined(separator: "/")
}
