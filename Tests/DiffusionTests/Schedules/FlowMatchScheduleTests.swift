import Diffusion
import Formats
import Tensors
import TestSupport
import Testing

@Suite struct FlowMatchScheduleTests {
  @Test func `the sigmas are those of the reference, bit for bit`() throws {
    let fixture = try Fixture("Schedules", "flow-match.sigmas")
    for (i, run) in try Self.cases(of: fixture).enumerated() {
      let schedule = try #require(Self.schedules[try run.member("name").string()])
      let actual = schedule.sigmas(
        steps: try run.member("steps").integer(), imageTokens: try run.member("tokens").integer())
      #expect(actual.sigmas == (try fixture.output("sigmas.\(i)").floats()), "case \(i)")
    }
  }

  @Test func `the published vectors are met`() {
    let sigmas = FlowMatchSchedule.dev.sigmas(steps: 4, imageTokens: 4096).sigmas
    #expect(relativeDistance(sigmas, [1, 0.9045308, 0.7595109, 0.5128441, 0]) < 1e-7)
    #expect(
      FlowMatchSchedule.schnell.sigmas(steps: 4, imageTokens: 1).sigmas == [1, 0.75, 0.5, 0.25, 0])
  }

  @Test func `mu goes on beyond both of its points`() {
    let few = FlowMatchSchedule.dev.sigmas(steps: 8, imageTokens: 64).sigmas
    let some = FlowMatchSchedule.dev.sigmas(steps: 8, imageTokens: 256).sigmas
    let many = FlowMatchSchedule.dev.sigmas(steps: 8, imageTokens: 4096).sigmas
    let more = FlowMatchSchedule.dev.sigmas(steps: 8, imageTokens: 6144).sigmas
    #expect(few[4] < some[4] && some[4] < many[4] && many[4] < more[4])
  }

  @Test func `a run from a picture starts where, and with the noise, the reference does`() throws {
    let fixture = try Fixture("Schedules", "flow-match.image-to-image")
    let (clean, noise) = (try fixture.input("clean"), try fixture.input("noise"))
    for (i, run) in try Self.cases(of: fixture).enumerated() {
      let schedule = FlowMatchSchedule.dev
        .sigmas(steps: try run.member("steps").integer(), imageTokens: 1024)
        .ending(strength: try run.member("strength").number())
      #expect(schedule.sigmas == (try fixture.output("sigmas.\(i)").floats()), "case \(i)")
      let noisy = FlowMatchSchedule.noisy(clean, noise: noise, sigma: schedule.sigmas[0])
      let expected = try fixture.output("latent.\(i)").floats()
      #expect(relativeDistance(noisy.floats(), expected) < 1e-7, "case \(i)")
    }
  }

  /// The configurations of Tests/Reference/schedule.py by their names there.
  private static let schedules: [String: FlowMatchSchedule] = {
    var other = FlowMatchSchedule.DynamicShift()
    other.base = 0.3
    other.max = 0.9
    other.baseTokens = 64
    other.maxTokens = 1024
    return [
      "dev": .dev, "schnell": .schnell, "static": FlowMatchSchedule(shift: .fixed(3)),
      "linear": FlowMatchSchedule(shift: .linear(.init())),
      "terminal": FlowMatchSchedule(shift: .exponential(.init()), lastSigma: 0.02),
      "other": FlowMatchSchedule(shift: .exponential(other)),
    ]
  }()

  private static func cases(of fixture: Fixture) throws -> [JSON] {
    let text = try #require(fixture.file.metadata["cases"])
    return try JSON(Array(text.utf8), file: fixture.file.path).array()
  }
}
