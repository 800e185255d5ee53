import Testing

@testable import Tensors

@Suite struct ShapeTests {
  @Test func `the count is the product of the lengths`() {
    #expect(Shape.count([2, 3, 4]) == 24)
    #expect(Shape.count([]) == 1)
    #expect(Shape.count([1 << 40, 0, 1 << 40]) == 0)
  }

  @Test func `a product that does not fit stops the program`() async {
    await #expect(processExitsWith: .failure) { _ = Shape.count([1 << 40, 1 << 40]) }
  }

  @Test func `axes count from either end`() {
    #expect(Shape.axis(-1, rank: 3, operation: "test") == 2)
    #expect(Shape.axis(0, rank: 3, operation: "test") == 0)
  }

  @Test func `shapes broadcast from the back`() {
    #expect(Shape.broadcast([3, 1], [2, 1, 4], operation: "test") == [2, 3, 4])
    #expect(Shape.broadcast([], [2], operation: "test") == [2])
    #expect(Shape.broadcast([1], [0], operation: "test") == [0])
  }
}
