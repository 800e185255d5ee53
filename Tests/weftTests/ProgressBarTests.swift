import Testing

@testable import weft

@Suite struct ProgressBarTests {
  @Test func `a bar shows the part that is done and the time that is left`() {
    let bar = ProgressBar(node: "denoised", step: 5, count: 20, elapsed: .seconds(10))
    #expect(bar.line == "denoised  ██████░░░░░░░░░░░░░░░░░░  5/20  0:30 left")
  }

  @Test func `nothing is said of the time before the first step and after the last`() {
    let first = ProgressBar(node: "a", step: 0, count: 2, elapsed: .seconds(10))
    #expect(first.line == "a  ░░░░░░░░░░░░░░░░░░░░░░░░  0/2")
    let last = ProgressBar(node: "a", step: 2, count: 2, elapsed: .seconds(10))
    #expect(last.line == "a  ████████████████████████  2/2")
  }

  @Test(arguments: [
    (Duration.seconds(5), "0:05"), (.seconds(65), "1:05"), (.seconds(3600), "1:00:00"),
    (.milliseconds(59_600), "1:00"),
  ])
  func `times to come are shown as on a clock`(time: Duration, text: String) {
    #expect(time.clock == text)
  }

  @Test(arguments: [
    (Duration.milliseconds(4), "0.00 s"), (.milliseconds(1999), "2.00 s"),
    (.milliseconds(12_340), "12.3 s"), (.seconds(140), "140 s"),
  ])
  func `times gone are shown in seconds`(time: Duration, text: String) {
    #expect(time.short == text)
  }
}
