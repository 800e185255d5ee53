/// Room for tensors that are kept for later: memory as far as a limit allows, and a file for the rest.
public struct TensorRoom: Sendable {
  /// How many bytes of tensors may be in memory.
  public let limit: Int
  private let folder: String
  private var file: SpillFile?
  /// How many bytes of the tensors kept are in memory.
  public private(set) var byteCountInMemory = 0

  /// Room with a limit.
  ///
  /// - Parameters:
  ///   - limit: How many bytes of tensors may be in memory.
  ///   - folder: The folder for the file, which is made when it is needed and never seen there.
  public init(limit: Int, folder: String) {
    self.limit = limit
    self.folder = folder
  }

  /// Keeps a tensor.
  ///
  /// - Returns: The tensor, where it is from now on; the one given should be let go.
  /// - Throws: ``StorageError`` if it has to go to the file and that takes no more.
  public mutating func keep(_ tensor: Tensor) throws(StorageError) -> Tensor {
    let count = tensor.count * tensor.elementType.byteCount
    guard byteCountInMemory + count > limit else {
      byteCountInMemory += count
      return tensor
    }
    return try spillFile().append(tensor)
  }

  private mutating func spillFile() throws(StorageError) -> SpillFile {
    if let file { return file }
    let made = try SpillFile(in: folder)
    file = made
    return made
  }

  /// Takes note that a tensor that ``keep(_:)`` gave has been let go.
  public mutating func giveUp(_ tensor: Tensor) {
    if !tensor.storage.isMapped { byteCountInMemory -= tensor.count * tensor.elementType.byteCount }
  }

  /// Begins another file, so that the disk has its room back when the tensors in the last are gone.
  public mutating func beginFile() {
    file = nil
  }
}
