#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Memory that a piece of work uses and leaves.
///
/// Each thread keeps one block from piece to piece, so that the system hands its pages over once. The
/// block grows to the largest piece: a few MiB.
enum Scratch {
  /// Calls `body` with room for `count` floats, which hold whatever was left there.
  static func withFloats(_ count: Int, _ body: (UnsafeMutablePointer<Float>) -> Void) {
    let byteCount = alignment + count * MemoryLayout<Float>.stride
    let kept = pthread_getspecific(key)
    // While in use the block is not the thread's: a use inside this one gets another.
    pthread_setspecific(key, nil)
    let block = grown(kept, to: byteCount)
    body((block + alignment).bindMemory(to: Float.self, capacity: count))
    free(pthread_getspecific(key))
    pthread_setspecific(key, block)
  }

  /// The block, or a new one if it is too small; a block begins with its size in bytes.
  private static func grown(
    _ block: UnsafeMutableRawPointer?, to byteCount: Int
  ) -> UnsafeMutableRawPointer {
    if let block, block.load(as: Int.self) >= byteCount { return block }
    free(block)
    var memory: UnsafeMutableRawPointer?
    let status = posix_memalign(&memory, alignment, byteCount)
    guard status == 0, let memory else {
      preconditionFailure("no memory for \(byteCount) bytes")
    }
    memory.storeBytes(of: byteCount, as: Int.self)
    return memory
  }

  private static let alignment = 64

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    let status = pthread_key_create(&key) { free($0) }
    precondition(status == 0, "no thread-local key: error \(status)")
    return key
  }()
}
