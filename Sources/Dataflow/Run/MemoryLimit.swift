/// How much of what a run makes may be in memory while it waits to be used, and where the rest may be.
public struct MemoryLimit: Sendable {
  /// How many bytes may be in memory.
  public let bytes: Int
  /// A folder for files that nobody else sees and that go with the process.
  public let folder: String

  /// A limit.
  public init(bytes: Int, folder: String) {
    self.bytes = bytes
    self.folder = folder
  }

  /// What is left of the limit when so many bytes are in use.
  func lessened(by used: Int) -> MemoryLimit {
    MemoryLimit(bytes: max(0, bytes - used), folder: folder)
  }
}
