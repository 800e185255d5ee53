import Dataflow
import TestSupport
import Testing

@testable import Nodes

@Suite struct LoadPromptsTests {
  @Test func `a group's parts come as lists`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("a,#b#c\n\nd,#e#f\nd,#e#g\n".utf8), to: "prompts.txt")
    var node = LoadPrompts()
    node.path = Path("prompts.txt")
    node.group = 1
    try await node.run(in: NodeContext(folder: folder.path))
    #expect(node.backgrounds == ["d,", "d,"])
    #expect(node.characters == ["e", "e"])
    #expect(node.actions == ["f", "g"])
    #expect(node.groups == 2)
    node.group = 2
    let error = await #expect(throws: ValueError.self) {
      try await node.run(in: NodeContext(folder: folder.path))
    }
    #expect(error?.description == "prompts.txt has 2 groups, and none of number 2")
  }

  @Test func `a scene of a story comes with its sizes and the scenes after it`() async throws {
    let folder = try TemporaryFolder()
    let text = """
      fg_prompt = "a critter"
      bg_act_prompts = [dict(bg="a,", act=["b", "c"]), dict(bg="d,", act=["e"], height=720)]
      """
    try folder.write(Array(text.utf8), to: "story.txt")
    var node = LoadStory()
    node.path = Path("story.txt")
    try await node.run(in: NodeContext(folder: folder.path))
    #expect(node.character == "a critter" && node.background == "a,")
    #expect(node.firstAction == "b" && node.actions == ["c"])
    #expect(node.height == 1024 && node.laterScenes == [1])
    node.scene = 1
    try await node.run(in: NodeContext(folder: folder.path))
    #expect(node.height == 720 && node.width == 1024 && node.laterScenes.isEmpty)
    node.scene = 2
    let error = await #expect(throws: ValueError.self) {
      try await node.run(in: NodeContext(folder: folder.path))
    }
    #expect(error?.description == "story.txt has 2 scenes, and none of number 2")
  }
}
