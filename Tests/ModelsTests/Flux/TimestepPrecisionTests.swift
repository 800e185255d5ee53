import TestSupport
import Tensors
import Testing

@testable import Models

@Suite struct TimestepPrecisionTests {
  @Test(arguments: [(TimestepPrecision.bfloat16, "bfloat16"), (.exact, "float32")])
  func `sigma and guidance round as a pipeline of that type rounds them`(
    precision: TimestepPrecision, name: String
  ) throws {
    let fixture = try Fixture("Flux", "timestep-precision")
    let timesteps = try fixture.input("sigmas").floats().map(precision.timestep)
    let guidances = try fixture.input("guidances").floats().map(precision.guidance)
    #expect(timesteps == (try fixture.output("\(name).timesteps").floats()))
    #expect(guidances == (try fixture.output("\(name).guidances").floats()))
  }

  @Test func `the published examples are met`() {
    let bfloat16 = TimestepPrecision.bfloat16
    #expect([2.5, 3.5, 7, 30].map(bfloat16.guidance) == [2496, 3504, 7008, 29952])
    #expect([0.988409, 0.949873, 0.75].map(bfloat16.timestep) == [988, 948, 752])
  }

  @Test func `a run follows the type its weights are stored in`() {
    #expect(TimestepPrecision(following: .bfloat16) == .bfloat16)
    #expect(TimestepPrecision(following: .float32) == .exact)
  }
}
