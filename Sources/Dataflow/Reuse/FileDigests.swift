import FoundationEssentials
import Glibc
import Synchronization

/// The digests of files' contents, each file being read once as long as it does not change.
///
/// A digest is remembered by path together with size, modification time and inode of the file: in
/// memory for the run, and in the cache folder, if there is one, for the next. A file that was
/// written within two seconds of being read is not remembered on disk: it might be written again
/// without its time telling.
public final class FileDigests: Sendable {
  private let cache: CacheFolder?
  private let known = Mutex<[String: Known]>([:])

  private struct Known: Sendable {
    let state: FileState
    let digest: Fingerprint
  }

  /// Digests that are remembered in a cache folder, or in memory only.
  init(cache: CacheFolder?) {
    self.cache = cache
  }

  /// The digest of a file's contents.
  ///
  /// - Throws: ``FileDigestError`` if it cannot be read.
  func digest(of path: String) throws(FileDigestError) -> Fingerprint {
    guard let state = FileState(path) else { throw FileDigestError(path: path, code: errno) }
    if let known = known.withLock({ $0[path] }), known.state == state { return known.digest }
    let name = Self.name(of: path)
    let digest: Fingerprint
    if let remembered = cache?.read(.files, name).flatMap({ Self.digest(in: $0, state) }) {
      digest = remembered
    } else {
      digest = try Self.read(path)
      if state.isSettled, FileState(path) == state {
        try? cache?.write(Self.record(digest, state), .files, name)
      }
    }
    known.withLock { $0[path] = Known(state: state, digest: digest) }
    return digest
  }

  private static func name(of path: String) -> Fingerprint {
    Fingerprint(ofText: path)
  }

  private static func read(_ path: String) throws(FileDigestError) -> Fingerprint {
    guard let file = OpenFile(path) else { throw FileDigestError(path: path, code: errno) }
    file.willBeReadInOrder()
    var chunk = [UInt8](repeating: 0, count: chunkLength)
    var builder = FingerprintBuilder()
    var place = 0
    while true {
      let filled = chunk.withUnsafeMutableBytes { file.read(at: place, into: $0) }
      guard let filled else { throw FileDigestError(path: path, code: errno) }
      builder.append(Fingerprint(ofBytes: chunk[..<filled]))
      if filled < chunk.count { return builder.fingerprint() }
      place += filled
    }
  }

  private static let chunkLength = 4 << 20
}

// MARK: - What is remembered on disk

extension FileDigests {
  /// `size seconds nanoseconds inode device digest`, then a digest of all that.
  private static func record(_ digest: Fingerprint, _ state: FileState) -> [UInt8] {
    let text = "\(state.text) \(digest)"
    return Array("\(text) \(Fingerprint(ofText: text))".utf8)
  }

  private static func digest(in record: [UInt8], _ state: FileState) -> Fingerprint? {
    let parts = String(decoding: record, as: UTF8.self).split(separator: " ")
    guard parts.count == 7, parts[..<5].joined(separator: " ") == state.text,
      let digest = Fingerprint(digits: parts[5]), Self.record(digest, state) == record
    else { return nil }
    return digest
  }
}

/// Why a file has no digest.
struct FileDigestError: Error, CustomStringConvertible {
  let path: String
  let code: Int32

  var description: String { "\(path): \(String(cString: strerror(code)).lowercased())" }
}

/// What changes when a file is written, short of its contents.
private struct FileState: Sendable, Equatable {
  private let size: Int
  private let seconds: Int
  private let nanoseconds: Int
  private let inode: UInt
  private let device: UInt

  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    guard status.st_mode & S_IFMT == S_IFREG else {
      errno = status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL
      return nil
    }
    size = Int(status.st_size)
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
    inode = UInt(status.st_ino)
    device = UInt(status.st_dev)
  }

  /// Whether the file was last written more than two seconds ago.
  var isSettled: Bool { time(nil) - seconds > 2 }

  var text: String { "\(size) \(seconds) \(nanoseconds) \(inode) \(device)" }
}
