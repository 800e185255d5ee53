import Dataflow
import Formats
import Tensors

struct SaveTensor: Node {
  static let summary = "Writes a tensor to a safetensors file, replacing the file."
  static let isSink = true

  @Input("The tensor.") var tensor: Tensor
  @Input("The name it gets in the file.") var name = "tensor"
  @Input("The file; relative paths begin at the run's output folder.") var path: Path
  @Output("The file that was written.") var saved: Path

  func run(in context: NodeContext) async throws {
    let target = try context.outputPath(path, suffixes: ["safetensors"])
    try SafetensorsFile.write([name: tensor], to: target)
    context.wrote(target)
    saved = Path(target)
  }
}
