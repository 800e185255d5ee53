import Dataflow
import Tensors
import Testing

@testable import Nodes

@Suite struct MaskFromColorTests {
  private func mask(tolerance: Double) async throws -> [Float] {
    var node = MaskFromColor()
    // Red, 8-bit values: the colour, one step from it, 51 steps, and alike but for green.
    let values: [UInt8] = [200, 201, 251, 200, 100, 100, 100, 200, 0, 0, 0, 0]
    node.image = Image(Tensor(values.map { Float($0) / 255 }, shape: [3, 1, 4]))
    node.color = Color(red: 200, green: 100, blue: 0)
    node.tolerance = tolerance
    try await node.run(in: NodeContext())
    return node.mask.values.floats()
  }

  @Test func `the mask marks what is within the tolerance in every channel`() async throws {
    #expect(try await mask(tolerance: 0) == [1, 0, 0, 0])
    #expect(try await mask(tolerance: 1 / 255) == [1, 1, 0, 0])
    #expect(try await mask(tolerance: 0.2) == [1, 1, 1, 0])
    #expect(try await mask(tolerance: 1) == [1, 1, 1, 1])
  }
}
