import Layers
import TestSupport
import Tensors
import Testing

@testable import Models

@Suite struct FluxPositionTests {
  @Test func `the rotation is that of the reference`() throws {
    let fixture = try Fixture("Flux", "rotary.axes16-56-56")
    let rotary = FluxPosition.rotary(try fixture.positions("positions"), axes: [16, 56, 56])
    expectClose(rotary.cosine, try fixture.output("cosine"), relative: 1e-7)
    expectClose(rotary.sine, try fixture.output("sine"), relative: 1e-7)
  }

  @Test func `a grid goes row by row`() {
    let grid = FluxPosition.grid(rows: 2, columns: 3, plane: 1)
    #expect(grid.map(\.row) == [0, 0, 0, 1, 1, 1])
    #expect(grid.map(\.column) == [0, 1, 2, 0, 1, 2])
    #expect(grid.allSatisfy { $0.plane == 1 })
  }
}
