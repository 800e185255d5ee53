import Dataflow

struct LoadText: Node, ReadsFiles {
  static let summary = "A text from a file; SplitText makes a list of its lines."
  static let isLight = true
  static let waits = true

  @Input("The file, in UTF-8; relative paths begin at the graph's folder.") var path: Path
  @Output("The text, without a byte order mark.") var text: String

  func filesRead(in context: NodeContext) -> [ReadFile] { [ReadFile(context.absolute(path))] }

  func run(in context: NodeContext) async throws {
    text = try TextFile.read(context.absolute(path))
  }
}
