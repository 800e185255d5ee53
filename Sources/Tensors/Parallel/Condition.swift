#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A condition variable: a thread that holds a lock waits until another signals.
final class Condition: Sendable {
  nonisolated(unsafe) private let condition: UnsafeMutablePointer<pthread_cond_t>

  init() {
    condition = .allocate(capacity: 1)
    condition.initialize(to: pthread_cond_t())
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    condition.deallocate()
  }

  /// Lets go of the lock, waits, and holds the lock again.
  ///
  /// May also return without a signal.
  func wait(_ lock: Lock) { pthread_cond_wait(condition, lock.mutex) }

  /// Wakes one waiting thread.
  func signal() { pthread_cond_signal(condition) }
}
