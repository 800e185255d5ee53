import Dataflow
import Formats
import Models

struct LoadPrompts: Node, ReadsFiles {
  static let summary =
    "A group of prompts in three parts, from a file of CharaConsist's authors' form."
  static let isLight = true
  static let waits = true

  @Input(
    """
    The file: a prompt in each line, background#character#action, and a blank line between groups; \
    relative paths begin at the graph's folder.
    """)
  var path: Path
  @Input("Which group, counted from 0.", in: 0...100_000) var group = 0
  @Output("The backgrounds; the first prompt is the identity's.") var backgrounds: [String]
  @Output("The characters.") var characters: [String]
  @Output("The actions.") var actions: [String]
  @Output("How many groups the file has.") var groups: Int

  func filesRead(in context: NodeContext) -> [ReadFile] { [ReadFile(context.absolute(path))] }

  func run(in context: NodeContext) async throws {
    let file = context.absolute(path)
    let text = try TextFile.read(file)
    let prompts: PromptsFile
    do throws(PromptsFileError) {
      prompts = try PromptsFile(text)
    } catch {
      throw ValueError("\(path.text): \(error)")
    }
    guard group < prompts.groups.count else {
      let count = prompts.groups.count
      throw ValueError(
        "\(path.text) has \(count) group\(count == 1 ? "" : "s"), and none of number \(group)")
    }
    groups = prompts.groups.count
    let chosen = prompts.groups[group]
    backgrounds = chosen.map(\.background)
    characters = chosen.map(\.character)
    actions = chosen.map(\.action)
  }
}
