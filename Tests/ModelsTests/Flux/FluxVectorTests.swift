import Layers
import TestSupport
import Tensors
import Testing

@testable import Models

@Suite struct FluxVectorTests {
  @Test(arguments: [("vector.guided", true), ("vector.plain", false)])
  func `the vector is that of the reference`(name: String, isGuided: Bool) throws {
    let fixture = try Fixture("Flux", name)
    var configuration = try fixture.fluxConfiguration()
    configuration.hasGuidance = isGuided
    let embedding = try FluxVector(Weights(try fixture.checkpoint()), configuration)
    let vector = embedding(
      timesteps: try fixture.input("sigma").floats().map { $0 * 1000 }, guidances: [3500, 2500],
      pooled: try fixture.input("pooled"))
    #expect(vector.shape == [2, 1, 24])
    expectClose(vector.selected(axis: 1, at: 0), try fixture.output("vector"), relative: 1e-5)
  }
}
