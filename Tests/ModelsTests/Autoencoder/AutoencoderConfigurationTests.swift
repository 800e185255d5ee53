import Formats
import Layers
import Models
import Tensors
import Testing

@Suite struct AutoencoderConfigurationTests {
  private func configuration(_ text: String) throws -> AutoencoderConfiguration {
    let json = try JSON(Array(text.utf8), file: "config.json")
    return try AutoencoderConfiguration(ConfigurationFile(json))
  }

  @Test func `an absent shift is none`() throws {
    let c = try configuration(#"{"shift_factor": null, "scaling_factor": 0.13025}"#)
    #expect(c.shift == 0)
    #expect(c.scale == 0.13025)
    #expect(c.channels == [64])
    #expect(c.cellSize == 1)
  }

  @Test(
    arguments: [
      (
        #"{"block_out_channels": [32, 40]}"#,
        "'block_out_channels' to be multiples of 'norm_num_groups' (32), found 40"
      ),
      (
        #"{"down_block_types": ["DownEncoderBlock2D", "AttnDownEncoderBlock2D"],"#
          + #" "block_out_channels": [32, 32]}"#,
        """
        'down_block_types' to be 'DownEncoderBlock2D' for each of 2 levels, \
        found ["DownEncoderBlock2D", "AttnDownEncoderBlock2D"]
        """
      ),
      (#"{"act_fn": "relu"}"#, "'act_fn' to be 'silu', found 'relu'"),
      (#"{"latents_mean": [0.1]}"#, "'latents_mean' to be absent, found a list"),
      (
        #"{"scaling_factor": 0}"#, "'scaling_factor' to be a number in 1e-06...1000000.0, found 0.0"
      ),
    ])
  func `what this network cannot be is refused`(text: String, message: String) throws {
    let error = #expect(throws: ConfigurationError.self) { try configuration(text) }
    #expect(error?.description == "config.json: expected \(message)")
  }

  @Test func `shapes that tell no configuration are refused by name`() throws {
    let none = #expect(throws: WeightError.self) {
      try AutoencoderConfiguration(shapesOf: Weights(Checkpoint([:], path: "ae.safetensors")))
    }
    #expect(
      none?.description == """
        ae.safetensors: expected a tensor 'encoder.down_blocks.0.resnets.0.conv1.weight', found none
        """)
    let odd = Checkpoint(
      ["encoder.down_blocks.0.resnets.0.conv1.weight": .zeros([33, 32, 3, 3])],
      path: "ae.safetensors")
    let error = #expect(throws: WeightError.self) {
      try AutoencoderConfiguration(shapesOf: Weights(odd))
    }
    #expect(
      error?.description == """
        ae.safetensors: expected 'encoder.down_blocks.0.resnets.0.conv1.weight' \
        of a multiple of 32 rows, found 33
        """)
  }
}
