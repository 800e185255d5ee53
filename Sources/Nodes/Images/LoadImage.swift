import Dataflow
import Formats
import Tensors

struct LoadImage: Node, ReadsFiles {
  static let summary = "A picture from a PNG or JPEG file, upright."

  @Input("The file; relative paths begin at the graph's folder.") var path: Path
  @Output("The picture: three channels, or four if the file has opacity.") var image: Image
  @Output("Its width, in pixels.") var width: Int
  @Output("Its height, in pixels.") var height: Int

  static let waits = true

  func filesRead(in context: NodeContext) -> [ReadFile] { [ReadFile(context.absolute(path))] }

  func run(in context: NodeContext) async throws {
    image = try Image(contentsOf: context.absolute(path))
    width = image.width
    height = image.height
  }
}
