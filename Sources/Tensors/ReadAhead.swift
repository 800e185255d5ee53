#if os(Linux)
import Glibc

/// Reads a mapped file from disk ahead of its use, in large pieces and on a thread of its own.
///
/// Page faults read as much at once as the system is set to, often 128 KiB, and wait for it each
/// time: a fraction of what the disk gives. What is read here goes to the system's cache of files, where
/// the mapping finds it; a piece that is there already is not read.
final class ReadAhead: Sendable {
  private let descriptor: Int32
  /// The address that the file is mapped at; what is there is only asked about.
  private let start: UInt
  private let lock = Lock()
  // Read and written by the thread that holds `lock` alone.
  nonisolated(unsafe) private var plan: ReadAheadPlan
  nonisolated(unsafe) private var queue: [Range<Int>] = []
  nonisolated(unsafe) private var isReading = false

  /// Files from this size on are read ahead, in bytes.
  static let smallestFile = 64 << 20
  private static let pieceLength = 4 << 20
  private static let window = 256 << 20

  /// Nothing is read before the first use.
  ///
  /// - Returns: Nil if the system has no more descriptors.
  init?(_ descriptor: Int32, mappedAt start: UnsafeRawPointer, byteCount: Int) {
    let own = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    guard own >= 0 else { return nil }
    self.descriptor = own
    self.start = UInt(bitPattern: start)
    plan = ReadAheadPlan(
      byteCount: byteCount, pieceLength: Self.pieceLength, window: Self.window)
  }

  deinit {
    close(descriptor)
  }

  /// Reads what follows a place that is now used.
  func follow(_ place: Int) {
    let begins = lock.locked { () -> Bool in
      queue += plan.pieces(following: place)
      guard !isReading, !queue.isEmpty else { return false }
      isReading = true
      return true
    }
    if begins { begin() }
  }

  private func begin() {
    var thread = pthread_t()
    let status = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<ReadAhead>.fromOpaque(argument).takeRetainedValue().read()
        return nil
      }, Unmanaged.passRetained(self).toOpaque())
    if status == 0 {
      pthread_detach(thread)
    } else {
      // Without a thread, pages are read as they are touched.
      Unmanaged.passUnretained(self).release()
      lock.locked {
        queue = []
        isReading = false
      }
    }
  }

  private func read() {
    // Signals are the main thread's to handle.
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
    var bytes: [UInt8] = []
    while let piece = next() {
      if isResident(piece) { continue }
      if bytes.isEmpty { bytes = [UInt8](repeating: 0, count: Self.pieceLength) }
      // What fails here fails again, and is told, where it is used.
      _ = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress, piece.count, off_t(piece.lowerBound))
      }
    }
  }

  private func next() -> Range<Int>? {
    lock.locked {
      guard !queue.isEmpty else {
        isReading = false
        return nil
      }
      return queue.removeFirst()
    }
  }

  /// Whether bytes are in the system's cache of files.
  func isResident(_ piece: Range<Int>) -> Bool {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    var pages = [UInt8](repeating: 0, count: (piece.count + page - 1) / page)
    let place = UnsafeMutableRawPointer(bitPattern: start + UInt(piece.lowerBound))
    return mincore(place, piece.count, &pages) == 0 && pages.allSatisfy { $0 & 1 == 1 }
  }
}
#endif
