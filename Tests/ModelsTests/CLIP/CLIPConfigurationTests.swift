import Formats
import Layers
import Models
import Testing

@Suite struct CLIPConfigurationTests {
  private func configuration(_ text: String) throws -> CLIPConfiguration {
    let json = try JSON(Array(text.utf8), file: "config.json")
    return try CLIPConfiguration(ConfigurationFile(json))
  }

  @Test func `an empty configuration has the numbers of the published class`() throws {
    let c = try configuration("{}")
    #expect([c.vocabulary, c.width, c.heads, c.depth] == [49408, 512, 8, 12])
    #expect([c.mlpWidth, c.positions, c.endToken, c.projectionWidth] == [2048, 77, 49407, 512])
    #expect(c.activation == .quickGELU)
    #expect(c.epsilon == 1e-5)
  }

  @Test(
    arguments: [
      (
        #"{"hidden_size": 100, "num_attention_heads": 12}"#,
        "'hidden_size' to be a multiple of 'num_attention_heads' (12), found 100"
      ),
      (
        #"{"hidden_act": "mish"}"#,
        """
        'hidden_act' to be one of 'relu', 'silu', 'swish', 'gelu', 'quick_gelu', 'gelu_new', \
        'gelu_pytorch_tanh', found 'mish'
        """
      ),
      (
        #"{"num_hidden_layers": 0}"#,
        "'num_hidden_layers' to be a whole number in 1...4096, found 0"
      ),
      (
        #"{"hidden_size": 9223372036854775807}"#,
        "'hidden_size' to be a whole number in 1...16777216, found 9223372036854775807"
      ),
    ])
  func `numbers that disagree are refused`(text: String, message: String) throws {
    let error = #expect(throws: ConfigurationError.self) { try configuration(text) }
    #expect(error?.description == "config.json: expected \(message)")
  }
}
