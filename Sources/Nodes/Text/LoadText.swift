import Dataflow
import Formats

struct LoadText: Node, ReadsFiles {
  static let summary = "A text from a file; SplitText makes a list of its lines."
  static let isLight = true
  static let waits = true

  @Input("The file, in UTF-8; relative paths begin at the graph's folder.") var path: Path
  @Output("The text, without a byte order mark.") var text: String

  /// Largest file that is read, in bytes.
  private static let maximumSize = 16 << 20

  func filesRead(in context: NodeContext) -> [ReadFile] { [ReadFile(context.absolute(path))] }

  func run(in context: NodeContext) async throws {
    let path = context.absolute(path)
    let bytes = try FileBytes.read(path, limit: Self.maximumSize)
    guard let decoded = String(validating: bytes, as: UTF8.self) else {
      throw FormatError(file: path, expected: "a text in UTF-8", found: "other bytes")
    }
    text = decoded.hasPrefix("\u{FEFF}") ? String(decoded.unicodeScalars.dropFirst()) : decoded
  }
}
