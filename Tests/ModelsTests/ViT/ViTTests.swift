import Formats
import Layers
import Models
import TestSupport
import Testing

@Suite struct ViTTests {
  @Test(
    arguments: ["network.width16-heads2-depth2", "network.width16-heads2-depth2-own-names"])
  func `a network is that of transformers, in either spelling of its keys`(name: String) throws {
    let fixture = try Fixture("ViT", name)
    let checkpoint = try fixture.checkpoint()
    let network = try ViT(
      checkpoint, ViTConfiguration(fixture.configuration()), labels: 3)
    expectClose(network(try fixture.input("x")), try fixture.output("logits"), relative: 5e-6)
    #expect(checkpoint.unread == [])
  }

  @Test(
    arguments: [
      (
        #"{"patch_size": [16, 8]}"#, "'patch_size' to be square, at most 224, found 16 × 8"
      ),
      (#"{"image_size": [1, 2, 3]}"#, "'image_size' to be one number or two, found 3"),
      (
        #"{"image_size": "large"}"#,
        "'image_size' to be a whole number in 1...16384, found 'large'"
      ),
    ])
  func `numbers that disagree are refused`(text: String, message: String) throws {
    let json = try JSON(Array(text.utf8), file: "config.json")
    let error = #expect(throws: ConfigurationError.self) {
      try ViTConfiguration(ConfigurationFile(json))
    }
    #expect(error?.description == "config.json: expected \(message)")
  }
}
