import FoundationEssentials
import Synchronization

/// Results of nodes, kept by fingerprint: in memory from run to run, and on disk from process to
/// process.
///
/// Both tiers are bounded. The disk may be shared by any number of processes (see `CacheFolder`).
/// Whatever goes wrong with it costs time, never a result: an entry that is damaged is removed,
/// reported once and computed again; when nothing can be written, that is reported once.
public final class ValueStore: Sendable {
  let cache: CacheFolder?
  let digests: FileDigests
  /// What is put into every fingerprint: builds that compute other numbers share no results.
  let origin: String
  private let state: Mutex<State>

  private struct State {
    var memory: MemoryTier
    var hasToldOfWriting = false
    var hasWritten = false
    var traces: [Fingerprint: TraceStep] = [:]
  }

  /// A store.
  ///
  /// - Parameters:
  ///   - folder: The cache folder, made when something is first written; nil for memory only.
  ///   - origin: What results depend on besides kinds, their revisions and inputs: the version of
  ///     the program and of its kernels.
  ///   - memory: How many bytes of results stay in memory after their last use in a run.
  public init(folder: String? = nil, origin: String = "", memory: Int = 0) {
    cache = folder.map { CacheFolder(path: $0) }
    digests = FileDigests(cache: cache)
    self.origin = origin
    keepsInMemory = memory > 0
    state = Mutex(State(memory: MemoryTier(budget: memory)))
  }

  /// Whether results stay in memory after their last use.
  let keepsInMemory: Bool

  /// Whether anything has been written to the disk since the store was made.
  public var hasWritten: Bool { state.withLock { $0.hasWritten } }

  /// Where results were found.
  public enum Tier: String, Sendable, Hashable {
    /// They were still in memory.
    case memory
    /// They were read from the cache folder.
    case disk
  }

  /// Results that were found.
  enum Found {
    case memory([any GraphValue])
    case disk(StoredEntry)
    /// There was a file, and it was damaged. It is gone now.
    case damaged
  }

  /// Looks for the results of a fingerprint.
  func find(_ fingerprint: Fingerprint, isOnDisk: Bool) -> Found? {
    if let values = state.withLock({ $0.memory.find(fingerprint) }) { return .memory(values) }
    guard isOnDisk, let cache else { return nil }
    do {
      guard let entry = try StoredEntry.read(.values, fingerprint, of: cache) else { return nil }
      cache.touch(.values, fingerprint)
      return .disk(entry)
    } catch {
      cache.remove(.values, fingerprint)
      return .damaged
    }
  }

  /// Keeps results in memory.
  ///
  /// - Returns: The ids of the nodes whose results had to go for them.
  func keepInMemory(
    _ values: [any GraphValue], of fingerprint: Fingerprint, seconds: Double, node: String
  ) -> [String] {
    state.withLock {
      $0.memory.keep(values, of: fingerprint, seconds: seconds, node: node)
    }
  }

  /// Keeps results on disk.
  ///
  /// - Returns: Why that could not be done, the first time that it could not.
  func keepOnDisk(
    _ values: [any GraphValue], of fingerprint: Fingerprint, kind: String, seconds: Double
  ) -> CacheFailure? {
    guard let cache else { return nil }
    do {
      try StoredEntry.write(
        kind: kind, seconds: seconds, values: values, to: cache, .values, fingerprint)
      state.withLock { $0.hasWritten = true }
      return nil
    } catch let failure as CacheFailure {
      return state.withLock { state in
        defer { state.hasToldOfWriting = true }
        return state.hasToldOfWriting ? nil : failure
      }
    } catch {
      // The value has no form on disk.
      return nil
    }
  }

  /// Results that were kept on disk a moment ago, in the mapped file; memory keeps them no more.
  ///
  /// - Returns: Nil if they are not there.
  func mapped(_ fingerprint: Fingerprint, as types: [ValueType]) -> [any GraphValue]? {
    guard let cache,
      let values = try? StoredEntry.mapped(fingerprint, of: cache)?.values(as: types)
    else { return nil }
    state.withLock { $0.memory.forget(fingerprint) }
    return values
  }

  /// A folder for what is too large for memory: the cache, or that of the system for such files.
  var spillFolder: String {
    if let cache, (try? cache.makeFolder(cache.path)) != nil { return cache.path }
    return FileManager.default.temporaryDirectory.path
  }

  /// Claims the computing of a result against other processes.
  func claim(_ fingerprint: Fingerprint) -> Claim.Answer {
    cache.map { Claim.take(fingerprint, in: $0) } ?? .unclaimable
  }

  /// What a node with lazy inputs asked for next, having been given what a fingerprint is of.
  func trace(_ fingerprint: Fingerprint) -> TraceStep? {
    if let step = state.withLock({ $0.traces[fingerprint] }) { return step }
    guard let bytes = cache?.read(.traces, fingerprint),
      let step = TraceStep(bytes: bytes, of: fingerprint)
    else { return nil }
    state.withLock { $0.traces[fingerprint] = step }
    return step
  }

  /// Remembers what a node with lazy inputs asked for next.
  func keepTrace(_ step: TraceStep, of fingerprint: Fingerprint) {
    let isNew = state.withLock { $0.traces.updateValue(step, forKey: fingerprint) != step }
    if isNew { try? cache?.write(step.bytes(of: fingerprint), .traces, fingerprint) }
  }
}
