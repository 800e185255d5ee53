import Dataflow
import Testing

@testable import Nodes

@Suite struct NumberFromTextTests {
  @Test(arguments: [("12", 12), (" -0.5\n", -0.5), ("1e-3", 0.001)] as [(String, Double)])
  func `a text that says a number becomes it`(text: String, number: Double) async throws {
    var node = NumberFromText()
    node.text = text
    try await node.run(in: NodeContext())
    #expect(node.number == number)
  }

  @Test(arguments: [
    ("twelve", "'twelve' is not a Number"), (" ", "no value is given; a Number is wanted"),
  ])
  func `a text that says none is told`(text: String, message: String) async throws {
    var node = NumberFromText()
    node.text = text
    let error = await #expect(throws: LiteralError.self) { try await node.run(in: NodeContext()) }
    #expect(error?.description == message)
  }
}
