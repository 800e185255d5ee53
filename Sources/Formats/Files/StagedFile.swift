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
    switch try reserve(target) {
    case .linked: return .placed
    case .claimed: break
    case .taken:
      if try hasContents(of: target) { return .unchanged }
      guard replaces else { return .taken }
    }
    guard rename(path, target) == 0 else { throw .unwritable(target, errno) }
    return .placed
  }

  /// What came of making a place this file's own.
  private enum Reservation {
    /// The file is there.
    case linked
    /// An empty file keeps the place.
    case claimed
    /// Something was there before.
    case taken
  }

  /// Makes a place this file's own if nothing is there, whoever else tries at the same moment.
  private func reserve(_ target: String) throws(FormatError) -> Reservation {
    if link(path, target) == 0 { return .linked }
    switch errno {
    case EEXIST: return .taken
    case EPERM, ENOTSUP, EOPNOTSUPP:
      // The file system has no links.
      return try Self.claim(target) ? .claimed : .taken
    case let number: throw .unwritable(target, number)
    }
  }

  /// Makes an empty file where nothing is.
  ///
  /// - Returns: Whether nothing was there.
  /// - Throws: ``FormatError`` if the system refuses for another reason.
  static func claim(_ target: String) throws(FormatError) -> Bool {
    let descriptor = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      if errno == EEXIST { return false }
      throw .unwritable(target, errno)
    }
    close(descriptor)
    return true
  }

  /// Whether another file holds the same bytes.
  ///
  /// - Throws: ``FormatError`` if either cannot be read or is no file.
  public func hasContents(of other: String) throws(FormatError) -> Bool {
    try FileBytes.areEqual(path, other)
  }

  deinit {
    unlink(path)
  }
}
