import Formats
import Layers
import TestSupport
import Tensors
import Testing

@testable import Models

@Suite struct FluxConfigurationTests {
  @Test func `what a configuration leaves out is as published`() throws {
    let configuration = try FluxConfiguration(json("{\"guidance_embeds\": true}"))
    #expect(
      configuration
        == FluxConfiguration(
          inputChannels: 64, outputChannels: 64, heads: 24, headWidth: 128, doubleBlocks: 19,
          singleBlocks: 38, mlpWidth: 12288, textWidth: 4096, pooledWidth: 768, hasGuidance: true,
          rotaryAxes: [16, 56, 56]))
    #expect(configuration.width == 3072)
  }

  @Test func `a variant with joined pictures has other channels in than out`() throws {
    let configuration = try FluxConfiguration(json("{\"in_channels\": 384, \"out_channels\": 64}"))
    #expect(configuration.inputChannels == 384)
    #expect(configuration.outputChannels == 64)
  }

  @Test(arguments: [
    (
      "{\"num_layers\": \"many\"}",
      "config.json: expected 'num_layers' to be a whole number in 0...4096, found 'many'"
    ),
    (
      "{\"patch_size\": 2}",
      "config.json: expected 'patch_size' to be a whole number in 1...1, found 2"
    ),
    (
      "{\"num_attention_heads\": 0}",
      "config.json: expected 'num_attention_heads' to be a whole number in 1...4096, found 0"
    ),
    (
      "{\"attention_head_dim\": 64}",
      "config.json: expected 'axes_dims_rope' to be three even numbers that add up to the head "
        + "width (64), found [16, 56, 56]"
    ),
    (
      "{\"axes_dims_rope\": [15, 57, 56]}",
      "config.json: expected 'axes_dims_rope' to be three even numbers that add up to the head "
        + "width (128), found [15, 57, 56]"
    ),
  ])
  func `numbers that no network has are refused`(text: String, message: String) throws {
    let error = #expect(throws: ConfigurationError.self) { try FluxConfiguration(json(text)) }
    #expect(error?.description == message)
  }

  @Test(arguments: ["transformer.guided", "transformer.plain", "transformer.original-form"])
  func `the shapes of the weights tell the numbers`(name: String) throws {
    let fixture = try Fixture("Flux", name)
    let weights = try FluxWeights(fixture.checkpoint(), blockConfiguration).weights
    // The same network with heads as wide as the published ones: 256 in place of 24, 128 of 12.
    let names = weights.checkpoint.names
    let wide = names.map { name in
      (name, Tensor.full(0, (weights.shape(of: name) ?? []).map { Self.widened[$0] ?? $0 }))
    }
    let found = try FluxConfiguration(
      shapesOf: Weights(Checkpoint(Dictionary(uniqueKeysWithValues: wide))))
    var expected = try fixture.fluxConfiguration()
    expected.headWidth = 128
    expected.mlpWidth = 1024
    expected.rotaryAxes = [16, 56, 56]
    #expect(found == expected)
  }

  @Test func `heads of another width than published need a configuration`() throws {
    let fixture = try Fixture("Flux", "transformer.guided")
    let error = #expect(throws: FormatError.self) { try FluxWeights(fixture.checkpoint()) }
    #expect(error?.found == "heads of 12")
  }

  private static let widened = [12: 128, 24: 256, 48: 512, 72: 768, 96: 1024, 120: 1280, 144: 1536]

  private func json(_ text: String) throws -> ConfigurationFile {
    ConfigurationFile(try JSON(Array(text.utf8), file: "config.json"))
  }
}
