import ArgumentParser
import Formats
import Nodes

/// `weft inspect`: says what is in a picture or in a file of tensors.
struct InspectVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Say what is in a picture or a file of weights.",
    discussion: """
      Of a picture, its size, what made it, with which inputs, and its other texts; of a \
      safetensors or GGUF file, its tensors and its metadata.

      Exit codes: 0 done; 64 wrong usage; 65 the file is not sound, or has no graph for --graph; \
      66 it is missing.
      """)

  @Argument(
    help: "The file.", completion: .file(extensions: ["png", "jpg", "jpeg", "safetensors", "gguf"]))
  var file: String

  @Flag(help: "Print the graph in a picture and nothing else, to be written to a file.")
  var graph = false

  @Flag(help: "Print JSON.") var json = false

  func validate() throws {
    if graph, json { throw ValidationError("--graph and --json exclude each other.") }
  }

  func run() throws {
    if !graph, let record = try Failure.reading({ try TensorsRecord(opening: file) }) {
      return Console.resultText(try json ? JSONText.of(record) + "\n" : record.text)
    }
    let bytes = try Failure.reading { try FileBytes.read(file, limit: Picture.maximumFileSize) }
    if graph {
      return Console.resultText(try Failure.reading { try MadePicture(bytes, file: file) }.graph)
    }
    let picture = try Failure.reading {
      guard Picture.isPicture(bytes) else {
        throw FormatError(
          file: file, expected: "a PNG or JPEG picture or a safetensors or GGUF file",
          found: "none of them")
      }
      return try Picture(bytes, file: file)
    }
    let record = PictureRecord(picture, file: file, byteCount: bytes.count)
    Console.resultText(try json ? JSONText.of(record) + "\n" : record.text)
  }
}
