import FoundationEssentials
import Glibc

/// The folder in which results, digests of files and records of runs are kept.
///
///     values/ab/cdef…     results of a node, by fingerprint (`StoredEntry`)
///     locks/abcdef…       held by the process that is computing the result
///     traces/abcdef…      what a node with lazy inputs asked for (`TraceStep`)
///     files/abcdef…       the digest of a file, by its path
///     steps/abcdef…       the last finished step of a node that was interrupted
///     runs/abcdef…        what the last run of a graph did, by the graph's path
///
/// A file is written beside its place and renamed, so that a reader finds all of it or nothing, and
/// is checked when it is read. Any of them may be deleted at any time. Nothing is flushed to the
/// device: after a loss of power a file may be damaged, is then found to be so and made anew.
struct CacheFolder: Sendable {
  let path: String

  /// The path of a file, with the folder it is in.
  func file(_ room: Room, _ fingerprint: Fingerprint) -> (folder: String, path: String) {
    let digits = fingerprint.description
    guard room == .values else {
      return ("\(path)/\(room.rawValue)", "\(path)/\(room.rawValue)/\(digits)")
    }
    let folder = "\(path)/values/\(digits.prefix(2))"
    return (folder, "\(folder)/\(digits.dropFirst(2))")
  }

  enum Room: String, CaseIterable {
    case values, locks, traces, files, steps, runs
  }

  /// The bytes of a small file, or nil if it is not there or cannot be read.
  func read(_ room: Room, _ fingerprint: Fingerprint) -> [UInt8]? {
    (try? Data(contentsOf: URL(filePath: file(room, fingerprint).path))).map { Array($0) }
  }

  /// Writes a file beside its place and renames it.
  ///
  /// - Throws: ``CacheFailure`` if the disk is full or the folder cannot be written to.
  func write(
    _ bytes: [UInt8], _ room: Room, _ fingerprint: Fingerprint
  ) throws(CacheFailure) {
    var part = try part(room, fingerprint)
    try part.append(bytes.span.bytes)
    try part.commit()
  }

  /// A file to be written beside its place.
  ///
  /// - Throws: ``CacheFailure`` if the folder cannot be written to.
  func part(_ room: Room, _ fingerprint: Fingerprint) throws(CacheFailure) -> PartFile {
    let (folder, path) = file(room, fingerprint)
    try makeFolder(folder)
    return try PartFile(of: path, in: self)
  }

  /// Removes a file, if it is there.
  func remove(_ room: Room, _ fingerprint: Fingerprint) {
    unlink(file(room, fingerprint).path)
  }

  /// Says that a file was used just now: what is used longest ago goes first.
  func touch(_ room: Room, _ fingerprint: Fingerprint) {
    utimes(file(room, fingerprint).path, nil)
  }

  /// Makes a folder of the cache, and, when the cache begins, the mark by which backups leave it out
  /// (https://bford.info/cachedir/).
  func makeFolder(_ folder: String) throws(CacheFailure) {
    if mkdir(folder, 0o777) == 0 || errno == EEXIST { return }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      let tag = "\(path)/CACHEDIR.TAG"
      if access(tag, F_OK) != 0 {
        try Data("Signature: 8a477f597d28d172789f06886806bc55\n".utf8)
          .write(to: URL(filePath: tag))
      }
    } catch {
      throw CacheFailure(path: path, reason: error.reason)
    }
  }
}

/// Why nothing can be written to the cache.
///
/// The run goes on without.
struct CacheFailure: Error, CustomStringConvertible {
  let path: String
  let reason: String

  var description: String { "results cannot be kept in '\(path)': \(reason)" }
}

extension Error {
  /// What the system says, where it says something.
  fileprivate var reason: String {
    guard let error = self as? CocoaError else { return "\(self)" }
    if let cause = error.underlying as? POSIXError { return systemReason(cause.code.rawValue) }
    return switch error.code {
    case .fileWriteOutOfSpace: systemReason(ENOSPC)
    case .fileWriteNoPermission: systemReason(EACCES)
    case .fileWriteVolumeReadOnly: systemReason(EROFS)
    default: "\(error)"
    }
  }
}

/// The system's words for an error number, as a clause.
func systemReason(_ number: Int32) -> String {
  String(cString: strerror(number)).lowercased()
}
