#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Tensors that wait on disk, in one file that has no name: it goes with the last of them, and with the
/// process whatever ends it.
///
/// Bytes are written by calls and never through a mapping, so that a full disk is an error here and
/// not the end of the process; the tensors given back view a mapping that is only read, of which the
/// system keeps in memory what it has room for.
final class SpillFile: Sendable {
  private let descriptor: Int32
  /// What errors call the file.
  private let path: String
  private let lock = Lock()
  // Read and written by the thread that holds `lock` alone.
  nonisolated(unsafe) private var end = 0

  /// A file in a folder.
  ///
  /// - Throws: ``StorageError`` if none can be made there.
  convenience init(in folder: String) throws(StorageError) {
    var template = Array("\(folder)/spill-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw StorageError(path: folder, step: "make a file in", code: errno)
    }
    unlink(template)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    self.init(descriptor, in: folder)
  }

  /// An open file, written from its beginning on.
  init(_ descriptor: Int32, in folder: String) {
    self.descriptor = descriptor
    path = folder
  }

  deinit {
    close(descriptor)
  }

  /// Writes the elements of a tensor to the file.
  ///
  /// - Returns: The tensor, its elements in row-major order in the mapped file.
  /// - Throws: ``StorageError`` if the disk is full or the system refuses.
  func append(_ tensor: Tensor) throws(StorageError) -> Tensor {
    let count = tensor.count * tensor.elementType.byteCount
    guard count > 0 else { return tensor }
    let place = lock.locked {
      // Mappings begin at whole pages.
      defer { end += (count + Self.page - 1) / Self.page * Self.page }
      return end
    }
    try tensor.contiguous().withUnsafeBytes { (bytes) throws(StorageError) in
      try write(bytes, at: place)
    }
    let memory = mmap(nil, count, PROT_READ, MAP_SHARED, descriptor, off_t(place))
    guard let memory, memory != MAP_FAILED else {
      throw StorageError(path: path, step: "map a file in", code: errno)
    }
    return Tensor(
      storage: Storage(mapped: memory, byteCount: count), byteOffset: 0, shape: tensor.shape,
      elementType: tensor.elementType)
  }

  private func write(_ bytes: UnsafeRawBufferPointer, at place: Int) throws(StorageError) {
    var done = 0
    while done < bytes.count {
      let count = pwrite(
        descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(place + done))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw StorageError(path: path, step: "write a file in", code: errno)
      }
      done += count
    }
  }

  private static let page = Int(sysconf(Int32(_SC_PAGESIZE)))
}
