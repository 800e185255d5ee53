import Dataflow
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
    let prompts = try AuthorsFile.read(path, in: context) { text throws(PromptsFileError) in
      try PromptsFile(text)
    }
    let chosen = try AuthorsFile.part(group, of: prompts.groups, named: "group", in: path)
    groups = prompts.groups.count
    backgrounds = chosen.map(\.background)
    characters = chosen.map(\.character)
    actions = chosen.map(\.action)
  }
}
