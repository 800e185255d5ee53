import Testing

@testable import Tensors

@Suite struct ScratchTests {
  @Test func `a use inside another gets memory of its own`() {
    Scratch.withFloats(10) { outer in
      outer.update(repeating: 1, count: 10)
      Scratch.withFloats(1000) { inner in inner.update(repeating: 2, count: 1000) }
      #expect((0..<10).allSatisfy { outer[$0] == 1 })
    }
  }

  @Test func `a block grows when a piece needs more`() {
    for count in [0, 1, 100, 100_000, 10] {
      Scratch.withFloats(count) { $0.update(repeating: 3, count: count) }
    }
  }
}
