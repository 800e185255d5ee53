import Dataflow
import Models

struct LoadStory: Node, ReadsFiles {
  static let summary =
    "A scene of a story about one character, from a file of CharaConsist's authors' form."
  static let isLight = true
  static let waits = true

  @Input(
    """
    The file: Python's 'fg_prompt = "…"' and 'bg_act_prompts = [dict(bg="…", act=["…"]), …]', read as \
    data; relative paths begin at the graph's folder.
    """)
  var path: Path
  @Input(
    "Which scene, counted from 0; the first action of the first is the identity.", in: 0...100_000)
  var scene = 0
  @Input("Height of the pictures of scenes that name none, in pixels.", in: 16...16384)
  var defaultHeight = 1024
  @Input("Width of the pictures of scenes that name none, in pixels.", in: 16...16384)
  var defaultWidth = 1024
  @Output("Who is in all pictures.") var character: String
  @Output("Where the scene is.") var background: String
  @Output("What the character does in the first picture of the scene.") var firstAction: String
  @Output("What it does in the others.") var actions: [String]
  @Output("Height of the scene's pictures, in pixels.") var height: Int
  @Output("Width of the scene's pictures, in pixels.") var width: Int
  @Output("The numbers of the scenes after this one.") var laterScenes: [Int]

  func filesRead(in context: NodeContext) -> [ReadFile] { [ReadFile(context.absolute(path))] }

  func run(in context: NodeContext) async throws {
    let story = try AuthorsFile.read(path, in: context) { text throws(StoryError) in
      try StoryDescription(text)
    }
    let chosen = try AuthorsFile.part(scene, of: story.scenes, named: "scene", in: path)
    character = story.character
    background = chosen.background
    firstAction = chosen.actions[0]
    actions = Array(chosen.actions.dropFirst())
    height = chosen.height ?? defaultHeight
    width = chosen.width ?? defaultWidth
    laterScenes = Array(scene + 1..<story.scenes.count)
  }
}
