import Dispatch
import Glibc
import Synchronization

/// Ends a run on SIGINT or SIGTERM: at the first, what runs is cancelled and what is finished is
/// kept; at the second, the process ends at once.
enum Interruption {
  /// The signal that ended a run.
  enum Signal: Sendable {
    case interrupt, terminate
  }

  /// Runs something that ends early when its task is cancelled.
  ///
  /// - Returns: Its result, and the signal that came while it ran.
  static func ending<Result: Sendable>(
    _ run: @escaping @Sendable () async -> Result
  ) async -> (Result, Signal?) {
    let task = Task(operation: run)
    let received = Mutex<Signal?>(nil)
    let sources = [(SIGINT, Signal.interrupt), (SIGTERM, Signal.terminate)].map { number, kind in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        let isFirst = received.withLock { first in
          defer { first = first ?? kind }
          return first == nil
        }
        if !isFirst { _exit(128 + number) }
        task.cancel()
      }
      source.resume()
      return source
    }
    let result = await task.value
    for source in sources { source.cancel() }
    return (result, received.withLock { $0 })
  }
}
