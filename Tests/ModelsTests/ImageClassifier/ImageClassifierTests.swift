import Formats
import Layers
import Models
import TestSupport
import Tensors
import Testing

@Suite struct ImageClassifierTests {
  private static let preparation = #"{"do_resize": false, "do_normalize": false}"#

  private func classifier(
    _ family: String, _ name: String, preparation: String = preparation
  ) throws -> ImageClassifier {
    let fixture = try Fixture(family, name)
    let json = try JSON(Array(preparation.utf8), file: "preprocessor_config.json")
    return try ImageClassifier(
      fixture.checkpoint(), fixture.configuration(), preparation: ConfigurationFile(json))
  }

  @Test func `each group of labels has its most probable answer`() throws {
    let classifier = try classifier("ResNet", "network.basic-4-8-12")
    #expect(
      classifier.labels
        == ["kind/round", "kind/tall", "colour/red", "colour/green", "colour/blue"])
    let pictures = Tensor.randomNormal([2, 3, 24, 24], seed: 5).clamped(to: 0...1)
    let scores = classifier.scores(pictures)
    #expect(scores.shape == [2, 5])
    let answers = classifier.classify(pictures)
    #expect(answers.map { $0.map(\.group) } == [["kind", "colour"], ["kind", "colour"]])
    for (picture, answers) in answers.enumerated() {
      for (group, answer) in zip(classifier.groups, answers) {
        let values = classifier.probabilities(of: group, scores: scores)
          .selected(axis: 0, at: picture).floats()
        #expect(answer.probability == values.max())
        #expect(group.labels[values.firstIndex(of: answer.probability) ?? 0] == answer.label)
      }
    }
  }

  @Test func `a folder of transformers opens`() throws {
    let fixture = try Fixture("ViT", "network.width16-heads2-depth2")
    let folder = try TemporaryFolder()
    try SafetensorsFile.write(fixture.weights(), to: folder.file("model.safetensors"))
    try folder.write(
      Array((fixture.file.metadata["config"] ?? "").utf8), to: "config.json")
    let preparation = #"""
      {"size": {"height": 16, "width": 16}, "resample": 2, "do_normalize": true,
       "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5]}
      """#
    try folder.write(Array(preparation.utf8), to: "preprocessor_config.json")
    let classifier = try ImageClassifier(folder: folder.path)
    #expect(classifier.labels == ["LABEL_0", "LABEL_1", "LABEL_2"])
    #expect(classifier.groups.count == 1)
    #expect(classifier.scores(.full(0.5, [3, 3, 40, 30])).shape == [3, 3])
  }

  @Test func `a transformer's pictures must be made in its size`() throws {
    let error = #expect(throws: ConfigurationError.self) {
      try classifier("ViT", "network.width16-heads2-depth2")
    }
    #expect(
      error?.description == """
        preprocessor_config.json: expected 'size' to be the network's 16 × 16 pixels, found any
        """)
  }

  @Test(
    arguments: [
      (#"{"model_type": "swin"}"#, "'model_type' to be 'resnet' or 'vit', found 'swin'"),
      (
        #"{"model_type": "resnet", "id2label": {"0": "a", "2": "b"}}"#,
        "'id2label' to be labels numbered from 0, found '2'"
      ),
    ])
  func `a network of no known kind or with gaps in its labels is refused`(
    text: String, message: String
  ) throws {
    let config = try JSON(Array(text.utf8), file: "config.json")
    let preparation = try JSON(Array(Self.preparation.utf8), file: "preprocessor_config.json")
    let error = #expect(throws: ConfigurationError.self) {
      try ImageClassifier(
        Checkpoint([:]), ConfigurationFile(config), preparation: ConfigurationFile(preparation))
    }
    #expect(error?.description == "config.json: expected \(message)")
  }
}
