import Dataflow
import Testing

@testable import Nodes

@Suite struct CalculateTests {
  private func result(
    _ left: Double, _ operation: ArithmeticOperation, _ right: Double
  ) async throws -> Double {
    var node = Calculate()
    node.left = left
    node.operation = operation
    node.right = right
    try await node.run(in: NodeContext())
    return node.result
  }

  @Test(
    arguments: [
      (7, .add, 2, 9), (7, .subtract, 2, 5), (7, .multiply, 2, 14), (7, .divide, 2, 3.5),
      (7, .remainder, 4, 3), (2, .power, 10, 1024), (7, .minimum, 2, 2), (7, .maximum, 2, 7),
    ] as [(Double, ArithmeticOperation, Double, Double)])
  func `an operation gives what its name says`(
    left: Double, operation: ArithmeticOperation, right: Double, expected: Double
  ) async throws {
    #expect(try await result(left, operation, right) == expected)
  }

  @Test(
    arguments: [(-1, 8, 7), (1, -8, -7), (-8, 8, 0), (-9.5, 4, 2.5)] as [(Double, Double, Double)])
  func `a remainder has the sign of what it is divided by`(
    left: Double, right: Double, expected: Double
  ) async throws {
    #expect(try await result(left, .remainder, right) == expected)
  }

  @Test(
    arguments: [
      (1, .divide, 0, "1 divide 0 divides by zero"),
      (1, .remainder, 0, "1 remainder 0 divides by zero"),
      (1e308, .multiply, 10, "1e+308 multiply 10 is no finite number"),
      (-8, .power, 0.5, "-8 power 0.5 is no finite number"),
    ] as [(Double, ArithmeticOperation, Double, String)])
  func `what has no finite result fails with its formula`(
    left: Double, operation: ArithmeticOperation, right: Double, message: String
  ) async throws {
    let error = await #expect(throws: ValueError.self) {
      try await result(left, operation, right)
    }
    #expect(error?.description == message)
  }
}
