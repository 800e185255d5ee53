import FoundationEssentials

/// A folder of a test's own, which goes with the value.
public struct TemporaryFolder: ~Copyable {
  /// Path of the folder.
  public let path: String

  /// Makes the folder.
  ///
  /// - Throws: What the system says if it cannot be made.
  public init() throws {
    let name = "weft-\(UInt64.random(in: 0...UInt64.max))"
    path = FileManager.default.temporaryDirectory.appending(path: name).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// Path of a file in the folder.
  public func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file in the folder.
  ///
  /// - Parameters:
  ///   - bytes: Contents of the file.
  ///   - name: Name of the file.
  /// - Returns: Path of the file.
  /// - Throws: What the system says if it cannot be written.
  @discardableResult
  public func write(_ bytes: [UInt8], to name: String) throws -> String {
    try Data(bytes).write(to: URL(filePath: file(name)))
    return file(name)
  }

  /// The names in the folder, in order.
  ///
  /// - Throws: What the system says if the folder cannot be read.
  public func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  deinit {
    // A folder that stays behind harms no test.
    try? FileManager.default.removeItem(atPath: path)
  }
}
