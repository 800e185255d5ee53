import Dataflow
import Testing

@Suite struct SourcePositionTests {
  @Test func `positions of one place are equal`() {
    let place = SourcePosition(file: "a.yaml", line: 1, column: 2, byte: 1)
    #expect(place == SourcePosition(file: "a.yaml", line: 1, column: 2, byte: 1))
  }
}
