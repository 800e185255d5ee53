import Dataflow
import Formats
import Tensors

struct SaveTensor: Node {
  static let summary = "Writes a tensor to a safetensors file."
  static let isSink = true

  @Input("The tensor.") var tensor: Tensor
  @Input("The name it gets in the file.") var name = "tensor"
  @Input(
    """
    The file in the run's output folder, ending in .safetensors; {counter} in it becomes the next \
    number that is free, {counter:4} with zeros up to four digits.
    """)
  var path: Path
  @Input("Whether to replace a file that holds something else; without it that is a failure.")
  var overwrite = false
  @Output("The file that holds the tensor.") var saved: Path

  func run(in context: NodeContext) async throws {
    let pattern = try FilePattern(path, suffixes: ["safetensors"])
    saved = try FileSaver(in: context, overwriting: overwrite)
      .save(try pattern.path(), suffix: pattern.suffix) { file in
        try SafetensorsFile.write([name: tensor], to: file)
      }
  }
}
