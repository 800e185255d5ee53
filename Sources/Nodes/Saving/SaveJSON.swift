import Dataflow
import Formats

struct SaveJSON: Node {
  static let summary = "Writes named values to a JSON file: a record of what made a picture."
  static let isSink = true

  @Input("The names of the values, in the order of the file.") var names: [String]
  @Input("The values: texts, numbers, Booleans, choices and paths.") var values: [Scalar]
  @Input(
    """
    The file in the run's output folder, ending in .json; {counter} in it becomes the next number \
    that is free, {counter:4} with zeros up to four digits.
    """)
  var path: Path
  @Input("Whether to replace a file that holds something else; without it that is a failure.")
  var overwrite = false
  @Output("The file that holds the values.") var saved: Path

  func run(in context: NodeContext) async throws {
    let members = try NamedScalars(names, values).members
      .map { "  \(JSON.quoted($0.name)): \($0.value.json)" }
    let text = members.isEmpty ? "{}\n" : "{\n\(members.joined(separator: ",\n"))\n}\n"
    let pattern = try FilePattern(path, suffixes: ["json"])
    saved = try FileSaver(in: context, overwriting: overwrite)
      .save(try pattern.path(), suffix: pattern.suffix) { file in
        try FileBytes.write(Array(text.utf8), to: file)
      }
  }
}

extension Scalar {
  /// The value in JSON: numbers and Booleans as such, all others as strings.
  fileprivate var json: String {
    let text = value.literalText ?? ""
    return switch value {
    case is Int, is UInt64, is Double, is Bool: text
    default: JSON.quoted(text)
    }
  }
}
