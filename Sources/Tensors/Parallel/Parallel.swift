import Synchronization

/// The threads of the program: one pool, used by one operation at a time.
///
/// An operation cuts its work into pieces that depend on its shape alone, or on which no number of its
/// result depends, so its result is the same bits whatever the number of threads is. Work inside a
/// piece runs on that piece's thread: parallelism does not nest.
public enum Parallel {
  /// Threads that one operation uses, the caller's included.
  ///
  /// To be set once, at the start; it begins as the number of processors that the process may use.
  public static var threads: Int {
    get { limit ?? configured.withLock { $0 } }
    set {
      precondition(newValue >= 1, "\(newValue) threads")
      configured.withLock { $0 = newValue }
    }
  }

  /// Calls `body` with another number of threads for the operations in it.
  public static func using<Result>(threads: Int, _ body: () throws -> Result) rethrows -> Result {
    precondition(threads >= 1, "\(threads) threads")
    return try $limit.withValue(threads, operation: body)
  }

  /// Calls `body`, whose long operations (products, attention, convolution) stop within one part of
  /// their work once the task is cancelled.
  ///
  ///     while try Parallel.untilCancelled({ pass.advance() }) {}
  ///
  /// One block of a large network may take many seconds, and `body` need not know of cancellation.
  /// What such an operation leaves unfinished are numbers without meaning. They do not get out, and
  /// `body` must not make indices of what networks compute, or write it anywhere.
  ///
  /// - Throws: `CancellationError` if the task was cancelled, before or meanwhile.
  public static func untilCancelled<Result>(
    _ body: () -> Result
  ) throws(CancellationError) -> Result {
    let result = $stopsWhenCancelled.withValue(true, operation: body)
    guard !Task.isCancelled else { throw CancellationError() }
    return result
  }

  /// Calls `body` for consecutive parts of `0 ..< count`, each of `grain` elements (the last may have
  /// fewer), on several threads at once, and returns when all are done.
  ///
  /// In a rehearsal (``TensorMemory/rehearse(_:)``) nothing is called.
  ///
  /// - Parameters:
  ///   - count: Number of elements.
  ///   - grain: Elements of one part; a single part runs on the caller's thread.
  ///   - mayStop: Whether to leave the rest undone in ``untilCancelled(_:)`` when the task is
  ///     cancelled: for operations that can take seconds.
  ///   - body: Must be safe to call from several threads at once, and its parts independent.
  public static func `for`(
    count: Int, grain: Int, mayStop: Bool = false, _ body: (Range<Int>) -> Void
  ) {
    precondition(grain >= 1, "parts of \(grain) elements")
    guard !TensorMemory.isRehearsal else { return }
    let parts = (count + grain - 1) / grain
    let threads = min(parts, self.threads)
    let mayStop = mayStop && stopsWhenCancelled
    let isStopped = Atomic(false)
    func part(_ i: Int) {
      if mayStop {
        // Only the caller's thread belongs to the task; the others learn it from the flag.
        if Task.isCancelled { isStopped.store(true, ordering: .relaxed) }
        guard !isStopped.load(ordering: .relaxed) else { return }
      }
      body(i * grain..<min((i + 1) * grain, count))
    }
    if threads <= 1 || ThreadPool.isInside {
      for i in 0..<parts { part(i) }
    } else {
      ThreadPool.shared.run(parts, threads: threads, part)
    }
  }

  /// Whether the threads have as many of these equal parts as each other, to a tenth.
  static func isBalanced(parts: Int) -> Bool {
    let turns = (parts + threads - 1) / threads
    return 10 * parts >= 9 * turns * threads
  }

  /// Elements of one part where the work on each is a few instructions: enough that waking a thread
  /// is cheap beside it, few enough that parts stay in the second-level cache.
  static let elementGrain = 32_768

  /// Elements of one part where the work on each is an elementary function.
  static let functionGrain = 16_384

  private static let configured = Mutex(AvailableProcessors.count())
  @TaskLocal private static var limit: Int?
  @TaskLocal private static var stopsWhenCancelled = false
}
