/// Counts the memory of the values that nodes make and of what they compute with.
///
/// The engine knows none of their types; whoever makes an evaluator gives it one of these. Each run has
/// its own.
public protocol MemoryMeter: Sendable {
  /// A meter of a run that has not begun.
  init()

  /// The most bytes that were held at one time.
  var peakBytes: Int { get }

  /// Begins the peak anew: with what is held now.
  ///
  /// - Returns: The peak until now.
  func restartPeak() -> Int

  /// Lets the peak be no less than what it was before.
  func raisePeak(to byteCount: Int)

  /// Calls `body`, and counts what it makes for as long as that lives.
  func count<Result: Sendable>(_ body: @Sendable () async -> Result) async -> Result

  /// Calls `body`, which is to make nothing but sizes, and counts as if it made everything.
  func rehearse<Result: Sendable>(_ body: @Sendable () async -> Result) async -> Result
}
