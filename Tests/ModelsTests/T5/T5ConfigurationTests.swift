import Formats
import Layers
import Models
import Testing

@Suite struct T5ConfigurationTests {
  private func configuration(_ text: String) throws -> T5Configuration {
    let json = try JSON(Array(text.utf8), file: "config.json")
    return try T5Configuration(ConfigurationFile(json))
  }

  @Test func `the gate's gelu is the approximation, other functions go by their names`() throws {
    let gated = try configuration(#"{"feed_forward_proj": "gated-gelu"}"#)
    #expect(gated.isGated && gated.activation == .geluNew)
    let silu = try configuration(#"{"feed_forward_proj": "gated-silu"}"#)
    #expect(silu.isGated && silu.activation == .silu)
    let first = try configuration("{}")
    #expect(!first.isGated && first.activation == .relu)
  }

  @Test(
    arguments: [
      (
        #"{"feed_forward_proj": "gated-mish"}"#,
        "'feed_forward_proj' to be a known function such as 'gated-gelu' or 'relu', found 'gated-mish'"
      ),
      (
        #"{"relative_attention_max_distance": 8}"#,
        """
        'relative_attention_max_distance' to be more than a quarter of \
        'relative_attention_num_buckets' (32), found 8
        """
      ),
    ])
  func `numbers that disagree are refused`(text: String, message: String) throws {
    let error = #expect(throws: ConfigurationError.self) { try configuration(text) }
    #expect(error?.description == "config.json: expected \(message)")
  }
}
