import Diffusion
import Testing

@Suite struct NoiseScheduleTests {
  private let schedule = NoiseSchedule(sigmas: [1, 0.75, 0.5, 0.25, 0])

  @Test func `there is one step less than there are sigmas`() {
    #expect(schedule.stepCount == 4)
    #expect(
      schedule.step(2) == DenoisingStep(index: 2, count: 4, sigma: 0.5, nextSigma: 0.25))
  }

  @Test func `a full strength runs all steps and no strength runs none`() {
    #expect(schedule.ending(strength: 1) == schedule)
    #expect(schedule.ending(strength: 0).stepCount == 0)
  }

  @Test(arguments: [(0.5, 2), (0.6, 3), (0.74, 3), (0.75, 3), (0.1, 1)])
  func `a part of a step counts as a step`(strength: Double, steps: Int) {
    #expect(schedule.ending(strength: strength).stepCount == steps)
  }
}
