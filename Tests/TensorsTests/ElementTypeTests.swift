import Tensors
import Testing

@Suite struct ElementTypeTests {
  @Test func `an element type knows its size in bytes`() {
    #expect(ElementType.allCases.map(\.byteCount) == [4, 2, 2, 4, 8, 1, 1])
  }
}
