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
    ("{\"num_layers\": \"many\"}", "config.json, byte 15: expected a whole number, found 'many'"),
    ("{\"num_layers\": -1}", "config.json, byte 0: expected 'num_layers' to be a size, found -1"),
    ("{\"patch_size\": 2}", "config.json, byte 0: expected 'patch_size' of 1, found 2"),
    (
      "{\"attention_head_dim\": 64}",
      "config.json, byte 0: expected sizes that fit each other, found rotary axes [16, 56, 56], "
        + "which do not add up to the head width 64"
    ),
    (
      "{\"axes_dims_rope\": [15, 57, 56]}",
      "config.json, byte 0: expected sizes that fit each other, found rotary axes [15, 57, 56], "
        + "which are not three positive even numbers"
    ),
    (
      "{\"num_attention_heads\": 0}",
      "config.json, byte 0: expected sizes that fit each other, found a size that is not positive"
    ),
  ])
  func `numbers that no network has are refused`(text: String, message: String) throws {
    let error = #expect(throws: FormatError.self) { try FluxConfiguration(json(text)) }
    #expect(error?.description == message)
  }

  @Test(arguments: ["transformer.guided", "transformer.plain", "transformer.original-form"])
  func `the shapes of the weights tell all but the rotary axes`(name: String) throws {
    let fixture = try Fixture("Flux", name)
    // Heads of 12 cannot be divided as published; heads of 32 can.
    #expect(throws: FormatError.self) { try FluxWeights(fixture.checkpoint()) }
    let weights = try FluxWeights(fixture.checkpoint(), blockConfiguration).weights
    let shapes = Checkpoint(
      Dictionary(
        uniqueKeysWithValues: weights.checkpoint.names.map {
          ($0, Tensor.full(0, (weights.shape(of: $0) ?? []).map { $0 == 12 ? 32 : $0 * 8 / 3 }))
        }))
    let found = try FluxConfiguration(shapesOf: Weights(shapes))
    let expected = try fixture.fluxConfiguration()
    #expect(found.headWidth == 32)
    #expect(found.rotaryAxes == [4, 14, 14])
    #expect(found.heads == expected.heads)
    #expect(found.doubleBlocks == expected.doubleBlocks)
    #expect(found.singleBlocks == expected.singleBlocks)
    #expect(found.mlpWidth == 4 * found.width)
    #expect(found.hasGuidance == expected.hasGuidance)
    #expect(found.outputChannels == expected.outputChannels * 8 / 3)
  }

  private func json(_ text: String) throws -> JSON {
    try JSON(Array(text.utf8), file: "config.json")
  }
}
