import Dataflow
import Formats

struct SaveText: Node {
  static let summary = "Writes a text to a file, in UTF-8."
  static let isSink = true

  @Input("The text, written as it is.") var text: String
  @Input(
    """
    The file in the run's output folder, ending in .txt, .md, .csv, .tsv, .json, .jsonl, .yaml or \
    .yml; {counter} in it becomes the next number that is free, {counter:4} with zeros up to four \
    digits.
    """)
  var path: Path
  @Input("Whether to replace a file that holds another text; without it that is a failure.")
  var overwrite = false
  @Output("The file that holds the text.") var saved: Path

  private static let suffixes = ["txt", "md", "csv", "tsv", "json", "jsonl", "yaml", "yml"]

  func run(in context: NodeContext) async throws {
    let pattern = try FilePattern(path, suffixes: Self.suffixes)
    saved = try FileSaver(in: context, overwriting: overwrite)
      .save(try pattern.path(), suffix: pattern.suffix) { file in
        try FileBytes.write(Array(text.utf8), to: file)
      }
  }
}
