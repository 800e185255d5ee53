import Dataflow
import Testing

@testable import Nodes

@Suite struct PathFromTextTests {
  private func path(_ text: String, in folder: String?) async throws -> String {
    var node = PathFromText()
    node.text = text
    node.folder = folder.map { Path($0) }
    try await node.run(in: NodeContext())
    return node.path.text
  }

  @Test func `a name is put into its folder`() async throws {
    #expect(try await path("a.png", in: "pictures") == "pictures/a.png")
    #expect(try await path("a.png", in: "/") == "/a.png")
    #expect(try await path("/pictures/a.png", in: nil) == "/pictures/a.png")
  }

  @Test func `a whole path lies in no folder, and an empty one nowhere`() async throws {
    let error = await #expect(throws: ValueError.self) { try await path("/a.png", in: "b") }
    #expect(error?.description == "'/a.png' is a whole path and lies in no folder")
    await #expect(throws: LiteralError.self) { try await path("", in: "b") }
  }
}
