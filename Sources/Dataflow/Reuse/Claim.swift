import Glibc

/// The right to compute a result that several processes want: whoever holds it computes, the others
/// wait and then find the result.
///
/// A lock on a file (`flock`), which the system gives up when its holder dies. Where the folder
/// cannot be written to, everybody has the right: a result computed twice is no fault.
final class Claim: Sendable {
  private let descriptor: Int32
  private let path: String

  /// What came of asking.
  enum Answer {
    /// The result is ours to compute, as long as the claim lives.
    case mine(Claim)
    /// Another process holds the claim.
    case taken
    /// Nothing can be claimed here.
    case unclaimable
  }

  /// Claims a result, if nobody has.
  static func take(_ fingerprint: Fingerprint, in cache: CacheFolder) -> Answer {
    let (folder, path) = cache.file(.locks, fingerprint)
    guard (try? cache.makeFolder(folder)) != nil else { return .unclaimable }
    while true {
      let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else { return .unclaimable }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        let isHeld = errno == EWOULDBLOCK
        close(descriptor)
        return isHeld ? .taken : .unclaimable
      }
      // Who held it before has removed the file; a lock on a file that nobody finds is no claim.
      if isSame(descriptor, path) { return .mine(Claim(descriptor, path)) }
      close(descriptor)
    }
  }

  private init(_ descriptor: Int32, _ path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit {
    unlink(path)
    close(descriptor)
  }

  private static func isSame(_ descriptor: Int32, _ path: String) -> Bool {
    var held = stat()
    var found = stat()
    return fstat(descriptor, &held) == 0 && stat(path, &found) == 0
      && held.st_ino == found.st_ino && held.st_dev == found.st_dev
  }
}
