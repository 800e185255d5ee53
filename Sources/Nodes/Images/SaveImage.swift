import Dataflow

struct SaveImage: Node {
  static let summary = "Writes a picture to a PNG or JPEG file, replacing the file."
  static let isSink = true

  @Input("The picture.") var image: Image
  @Input(
    "The file, ending in .png, .jpg or .jpeg; relative paths begin at the run's output folder.")
  var path: Path
  @Input("Quality of a JPEG.", in: 1...100) var quality = 95
  @Input("Bits of each channel of a PNG.") var bits = SampleBits.eight
  @Output("The file that was written.") var saved: Path

  func run(in context: NodeContext) async throws {
    let target = try context.outputPath(path, suffixes: ["png", "jpg", "jpeg"])
    try image.write(
      to: target, madeBy: context.graph, bits: bits == .sixteen ? 16 : 8, quality: quality)
    context.wrote(target)
    saved = Path(target)
  }
}

/// How many bits a channel of a pixel has.
enum SampleBits: String, Choice {
  case eight = "8"
  case sixteen = "16"

  static var typeName: String { "Bits" }
}
