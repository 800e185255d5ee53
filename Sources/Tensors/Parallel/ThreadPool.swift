import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Threads that wait for work, and the one job that they share at a time.
///
/// A job is a number of parts and a function. The caller and up to `threads − 1` workers take the
/// next part until none is left. Waiting is on condition variables: an idle pool costs nothing.
final class ThreadPool: Sendable {
  static let shared = ThreadPool()

  /// Whether the calling thread is at work on a part of a job.
  static var isInside: Bool { pthread_getspecific(insideKey) != nil }

  private struct Job {
    var body: (Int) -> Void
    var parts: Int
    /// Workers that may still join.
    var seats: Int
  }

  /// One job at a time: held by the caller from the start of its job to its end.
  private let turn = Lock()
  private let lock = Lock()
  private let wake = Condition()
  private let idle = Condition()

  // Read and written by the thread that holds `lock` alone.
  nonisolated(unsafe) private var job: Job?
  /// Workers at work on the job.
  nonisolated(unsafe) private var active = 0
  /// Workers that exist.
  nonisolated(unsafe) private var workers = 0

  /// The next part of the job that nobody has taken.
  private let next = Atomic(0)

  /// Runs parts `0 ..< parts` of a job on at most `threads` threads, of which the caller is one.
  func run(_ parts: Int, threads: Int, _ body: (Int) -> Void) {
    turn.locked {
      withoutActuallyEscaping(body) { body in
        lock.locked {
          startWorkers(threads - 1)
          next.store(0, ordering: .relaxed)
          job = Job(body: body, parts: parts, seats: threads - 1)
          for _ in 1..<threads { wake.signal() }
        }
        work(body, parts)
        lock.locked {
          // Nobody joins any more; those who did are waited for.
          job = nil
          while active > 0 { idle.wait(lock) }
        }
      }
    }
  }

  private func work(_ body: (Int) -> Void, _ parts: Int) {
    pthread_setspecific(Self.insideKey, Self.insideMark)
    while true {
      let part = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard part < parts else { break }
      body(part)
    }
    pthread_setspecific(Self.insideKey, nil)
  }

  private func startWorkers(_ count: Int) {
    while workers < count {
      var thread = pthread_t(bitPattern: 0)
      let status = pthread_create(
        &thread, nil,
        { _ in
          ThreadPool.shared.workForever()
          return nil
        }, nil)
      // Fewer threads give the same result later.
      guard status == 0 else { return }
      pthread_detach(thread)
      workers += 1
    }
  }

  private func workForever() {
    // Signals are the main thread's to handle.
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
    lock.locked {
      while true {
        while (job?.seats ?? 0) == 0 { wake.wait(lock) }
        guard let joined = job else { continue }
        job?.seats -= 1
        active += 1
        lock.unlocked { work(joined.body, joined.parts) }
        active -= 1
        if active == 0 { idle.signal() }
      }
    }
  }

  private static var insideMark: UnsafeMutableRawPointer? { UnsafeMutableRawPointer(bitPattern: 1) }
  private static let insideKey: pthread_key_t = {
    var key = pthread_key_t()
    let status = pthread_key_create(&key, nil)
    precondition(status == 0, "no thread-local key: error \(status)")
    return key
  }()
}
