import FoundationEssentials
import Glibc

/// A cache folder as those see it who look after it: what is in it, what may go.
public struct CacheContents: Sendable {
  let cache: CacheFolder

  /// The contents of a folder, which need not exist.
  public init(folder: String) {
    cache = CacheFolder(path: folder)
  }

  /// The results of one node.
  public struct Entry: Sendable {
    /// The fingerprint of the results, 32 hexadecimal digits.
    public let fingerprint: String
    /// The name of the node's kind; nil if the file is damaged.
    public let kind: String?
    /// What computing the results took.
    public let seconds: Double
    /// The size of the file.
    public let bytes: Int
    /// When the results were last made or used, in seconds since 1970.
    public let lastUse: Int

    /// How much is lost with the entry: seconds for each byte, less the longer it is unused.
    func worth(at now: Int) -> Double {
      let days = Double(max(0, now - lastUse)) / 86_400
      return kind == nil ? 0 : seconds / Double(max(bytes, 1)) / (1 + days)
    }
  }

  /// All results, those last used last.
  public var entries: [Entry] {
    entries(of: files(in: .values)).sorted {
      ($0.lastUse, $0.fingerprint) < ($1.lastUse, $1.fingerprint)
    }
  }

  /// Reads every result and removes those that are damaged.
  ///
  /// - Returns: How many there are, and the fingerprints of those removed.
  public func verify() -> (count: Int, damaged: [String]) {
    let entries = entries
    let damaged = entries.map(\.fingerprint).filter { digits in
      guard let fingerprint = Fingerprint(digits: digits) else { return false }
      do {
        _ = try StoredEntry.read(.values, fingerprint, of: cache)
        return false
      } catch {
        cache.remove(.values, fingerprint)
        return true
      }
    }
    return (entries.count, damaged)
  }

  /// Removes results until a budget is kept, those first that are cheap to make again for their
  /// size and long unused; and remains of processes that were killed.
  ///
  /// - Parameter budget: How many bytes may stay.
  /// - Returns: How many results went, and how many bytes.
  @discardableResult
  public func trim(to budget: Int) -> (count: Int, bytes: Int) {
    removeRemains()
    let files = files(in: .values)
    var total = files.reduce(0) { $0 + $1.bytes }
    guard total > budget else { return (0, 0) }
    let now = time(nil)
    let before = total
    var count = 0
    // A tenth to spare, so that the next result does not begin the search anew.
    for entry in entries(of: files).sorted(by: { $0.worth(at: now) < $1.worth(at: now) })
    where total > budget - budget / 10 {
      guard let fingerprint = Fingerprint(digits: entry.fingerprint) else { continue }
      cache.remove(.values, fingerprint)
      total -= entry.bytes
      count += 1
    }
    return (count, before - total)
  }

  /// Removes everything that is kept.
  ///
  /// - Returns: How many results there were, and how many bytes.
  public func clear() -> (count: Int, bytes: Int) {
    var (count, bytes) = (0, 0)
    for room in CacheFolder.Room.allCases where room != .locks {
      for file in files(in: room) {
        if room == .values, file.fingerprint != nil { count += 1 }
        bytes += file.bytes
        unlink(file.path)
      }
    }
    return (count, bytes)
  }

  // MARK: - Files

  /// What the beginnings of files say of the results in them.
  private func entries(of files: [File]) -> [Entry] {
    files.compactMap { file in
      guard let fingerprint = file.fingerprint else { return nil }
      let head = StoredEntry.head(ofFile: file.path)
      return Entry(
        fingerprint: fingerprint.description, kind: head?.kind, seconds: head?.seconds ?? 0,
        bytes: file.bytes, lastUse: file.time)
    }
  }

  private struct File {
    let path: String
    let fingerprint: Fingerprint?
    let bytes: Int
    let time: Int
  }

  private func files(in room: CacheFolder.Room) -> [File] {
    let base = "\(cache.path)/\(room.rawValue)"
    guard room == .values else { return files(in: base, prefix: "") }
    return names(in: base).flatMap { files(in: "\(base)/\($0)", prefix: $0) }
  }

  private func files(in folder: String, prefix: String) -> [File] {
    names(in: folder).compactMap { name in
      var status = stat()
      let path = "\(folder)/\(name)"
      guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
      return File(
        path: path, fingerprint: Fingerprint(digits: prefix + name), bytes: Int(status.st_size),
        time: status.st_mtim.tv_sec)
    }
  }

  private func names(in folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }

  /// Removes half-written files an hour old, and notes nobody has asked for in ninety days.
  private func removeRemains() {
    let now = time(nil)
    for room in CacheFolder.Room.allCases where room != .locks {
      for file in files(in: room) {
        let age = now - file.time
        let isRemains = file.fingerprint == nil && age > 3600
        let isForgotten = room != .values && age > 90 * 86_400
        if isRemains || isForgotten { unlink(file.path) }
      }
    }
  }
}

extension StoredEntry {
  /// What the beginning of a file says of the entry, unchecked but for its form.
  fileprivate static func head(ofFile path: String) -> (kind: String, seconds: Double)? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 512)
    let count = bytes.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
    guard count > 0 else { return nil }
    return head(of: bytes[..<count])
  }
}
