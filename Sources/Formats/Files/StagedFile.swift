#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file that is written whole in the folder of its place and then put there, without taking the
/// place of another unless asked to.
///
/// Of two processes that want one place, one gets it and the other is told that it is taken. What
/// was not put anywhere goes with the value.
public struct StagedFile: ~Copyable {
  /// Where to write it: a hidden name of its own.
  public let path: String

  /// What came of putting a file at its place.
  public enum Placement: Sendable, Hashable {
    /// It is there.
    case placed
    /// A file with the same bytes was there, and is untouched.
    case unchanged
    /// Another file is there, and is untouched.
    case taken
  }

  /// A file in a folder.
  ///
  /// - Parameters:
  ///   - folder: The folder, which is there.
  ///   - suffix: What its name ends in, where that says how it is written: `png`.
  public init(in folder: String, suffix: String) {
    let name = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    path = "\(folder)/.\(name).part.\(suffix)"
  }

  /// Puts the file at its place, in the same folder.
  ///
  /// - Parameters:
  ///   - target: The place.
  ///   - replaces: Whether to take the place of another file.
  /// - Returns: What came of it; where the place is taken, the file may be put at another.
  /// - Throws: ``FormatError`` if the system refuses, or something other than a file is there.
  public func place(
    at target: String, replacing replaces: Bool = false
  ) throws(FormatError) -> Placement {
    // A link is made only where nothing is, whoever else tries at the same moment.
    if link(path, target) == 0 { return .placed }
    let number = errno
    if number == EEXIST {
      if try hasContents(of: target) { return .unchanged }
      guard replaces else { return .taken }
    } else if number == EPERM || number == ENOTSUP || number == EOPNOTSUPP {
      // The file system has no links: an empty file keeps the place until the whole one is there.
      let claim = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if claim >= 0 {
        close(claim)
      } else if errno == EEXIST {
        if try hasContents(of: target) { return .unchanged }
        guard replaces else { return .taken }
      } else {
        throw Self.unwritable(target, errno)
      }
    } else {
      throw Self.unwritable(target, number)
    }
    guard rename(path, target) == 0 else { throw Self.unwritable(target, errno) }
    return .placed
  }

  /// Whether another file holds the same bytes.
  ///
  /// - Throws: ``FormatError`` if either cannot be read or is no file.
  public func hasContents(of other: String) throws(FormatError) -> Bool {
    try FileBytes.areEqual(path, other)
  }

  private static func unwritable(_ path: String, _ number: Int32) -> FormatError {
    FormatError(file: path, expected: "a writable path", found: systemMessage(number))
  }

  deinit {
    unlink(path)
  }
}
