import Dataflow
import Models
import Tensors

struct Classify: Node, ReadsFiles {
  static let summary = "What a labelled classifier says of a picture."
  static let isRehearsed = false
  static let revision = 2

  @Input(
    """
    Folder of the classifier, as transformers writes it (ResNet or ViT for image classification); \
    relative paths begin at the graph's folder.
    """)
  var classifier: Path
  @Input("The picture; its opacity, if any, is ignored.") var image: Image
  @Output(
    """
    The most probable label, or, where labels are written group/label, that of each group: \
    "colour/red, kind/round".
    """)
  var answer: String
  @Output("The most probable label of each group, without the group's name.") var labels: [String]
  @Output("The probability of each of these labels within its group.") var probabilities: [Double]

  func filesRead(in context: NodeContext) throws -> [ReadFile] {
    try ReadFile.all(in: context.absolute(classifier))
  }

  func run(in context: NodeContext) async throws {
    let network = try ImageClassifier(folder: context.absolute(classifier))
    guard network.channels == 3 else {
      throw ValueError("\(classifier.text) reads pictures of \(network.channels) channels, not 3")
    }
    let pixels = image.pixels.sliced(axis: 0, 0..<3).insertingAxis(at: 0)
    let answers = network.classify(pixels)[0]
    answer = answers.map { $0.group.isEmpty ? $0.label : "\($0.group)/\($0.label)" }
      .joined(separator: ", ")
    labels = answers.map(\.label)
    probabilities = answers.map { Double($0.probability) }
  }
}
