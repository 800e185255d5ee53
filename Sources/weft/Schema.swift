import ArgumentParser
import Nodes

/// `weft schema`: the JSON Schema of graphs, for editors.
struct SchemaVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Write the JSON Schema of graphs, which editors read.",
    discussion: """
      With the first line "# yaml-language-server: $schema=<path of the schema>" in a graph, an \
      editor with a YAML language server completes kinds and inputs, shows what they are for, and \
      marks mistakes. weft check sees more: where links lead, and whether types agree.
      """)

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("A file to write, in place of standard output.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var output: String?

  func run() throws {
    let text = NodeLibrary.schema.text
    guard let output else { return Console.resultText(text) }
    try Failure.writing { try TextFile.write(text, to: output) }
  }
}
