import Dataflow

struct SaveImage: Node {
  static let summary = "Writes a picture to a PNG or JPEG file."
  static let isSink = true

  @Input("The picture.") var image: Image
  @Input(
    """
    The file in the run's output folder, ending in .png, .jpg or .jpeg; {counter} in it becomes the \
    next number that is free, {counter:4} with zeros up to four digits.
    """)
  var path: Path
  @Input("Quality of a JPEG.", in: 1...100) var quality = 95
  @Input("Bits of each channel of a PNG.") var bits = SampleBits.eight
  @Input("Whether to replace a file that holds another picture; without it that is a failure.")
  var overwrite = false
  @Output("The file that holds the picture.") var saved: Path

  func run(in context: NodeContext) async throws {
    let pattern = try FilePattern(path, suffixes: Image.fileSuffixes)
    saved = try FileSaver(in: context, overwriting: overwrite)
      .save(try pattern.path(), suffix: pattern.suffix) { file in
        try image.write(
          to: file, madeBy: context.graph, bits: bits.count, quality: quality)
      }
  }
}

/// How many bits a channel of a pixel has.
enum SampleBits: String, Choice {
  case eight = "8"
  case sixteen = "16"

  static var typeName: String { "Bits" }

  /// The number.
  var count: Int { self == .sixteen ? 16 : 8 }
}
