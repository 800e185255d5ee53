import Formats
import Models
import Testing

@Suite struct ResNetConfigurationTests {
  @Test(
    arguments: [
      (
        #"{"depths": [1, 2], "hidden_sizes": [8]}"#,
        "'depths' to be as many as 'hidden_sizes' (1), found 2"
      ),
      (
        #"{"depths": [1], "hidden_sizes": [2]}"#,
        "'hidden_sizes' to be at least 4 for bottlenecks, found 2"
      ),
      (
        #"{"layer_type": "wide"}"#,
        "'layer_type' to be one of 'basic', 'bottleneck', found 'wide'"
      ),
    ])
  func `numbers that disagree are refused`(text: String, message: String) throws {
    let json = try JSON(Array(text.utf8), file: "config.json")
    let error = #expect(throws: ConfigurationError.self) {
      try ResNetConfiguration(ConfigurationFile(json))
    }
    #expect(error?.description == "config.json: expected \(message)")
  }
}
