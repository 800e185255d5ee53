import Dataflow
import Testing

@testable import Nodes

@Suite struct ClampNumberTests {
  private func clamped(
    _ number: Double, from minimum: Double?, to maximum: Double?
  ) async throws -> Double {
    var node = ClampNumber()
    node.number = number
    node.minimum = minimum
    node.maximum = maximum
    try await node.run(in: NodeContext())
    return node.clamped
  }

  @Test func `a number beyond a bound becomes the bound`() async throws {
    #expect(try await clamped(5, from: 0, to: 1) == 1)
    #expect(try await clamped(-5, from: 0, to: 1) == 0)
    #expect(try await clamped(0.5, from: 0, to: 1) == 0.5)
  }

  @Test func `a bound that is left out bounds nothing`() async throws {
    #expect(try await clamped(-5, from: nil, to: 1) == -5)
    #expect(try await clamped(5, from: 0, to: nil) == 5)
    #expect(try await clamped(5, from: nil, to: nil) == 5)
  }

  @Test func `bounds the wrong way round are told`() async throws {
    let error = await #expect(throws: ValueError.self) { try await clamped(5, from: 2, to: 1) }
    #expect(error?.description == "the minimum 2 is greater than the maximum 1")
  }
}
