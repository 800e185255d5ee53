import Dataflow
import Formats
import Tensors

struct LoadTensor: Node, ReadsFiles {
  static let summary = "One named tensor of a safetensors file."

  @Input("The file; relative paths begin at the graph's folder.") var path: Path
  @Input("The tensor's name in the file.") var name: String
  @Output("The tensor, in the element type it is stored in.") var tensor: Tensor

  func filesRead(in context: NodeContext) -> [ReadFile] { [ReadFile(context.absolute(path))] }

  func run(in context: NodeContext) async throws {
    tensor = try SafetensorsFile(context.absolute(path)).tensor(name)
  }
}
