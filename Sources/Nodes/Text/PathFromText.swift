import Dataflow

struct PathFromText: Node {
  static let summary = "The path of a file whose name was worked out."
  static let isLight = true

  @Input("The file's name, or its path.") var text: String
  @Input("The folder it lies in; the text is the whole path if left out.") var folder: Path?
  @Output("The path; where a relative one begins depends on the node that uses it.") var path: Path

  func run(in context: NodeContext) async throws {
    let name = try Path(literal: Literal(text, isQuoted: true)).text
    guard let folder else {
      path = Path(name)
      return
    }
    guard !name.hasPrefix("/") else {
      throw ValueError("'\(name)' is a whole path and lies in no folder")
    }
    path = Path(folder.text.hasSuffix("/") ? folder.text + name : "\(folder.text)/\(name)")
  }
}
