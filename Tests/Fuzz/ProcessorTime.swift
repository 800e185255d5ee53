import Glibc

/// Runs one input, and crashes if it takes more than a second of processor time.
///
/// libFuzzer's own limit is on the clock's time, which other programs use up too; it is for what
/// never ends.
func withinASecond(_ run: () -> Void) -> CInt {
  let start = processorSeconds()
  run()
  precondition(processorSeconds() - start < 1, "the input took more than a second")
  return 0
}

private func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
