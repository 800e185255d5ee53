import Formats
import Layers
import TestSupport
import Tensors
import Testing

@testable import Models

@Suite struct CLIPWeightsTests {
  /// Tensors with the shapes of a text encoder, all zeros.
  private static func checkpoint(width: Int, prefix: String) -> Checkpoint {
    let shapes: [(String, [Int])] = [
      ("embeddings.token_embedding", [100, width]), ("embeddings.position_embedding", [77, width]),
      ("encoder.layers.0.mlp.fc1", [4 * width, width]),
      ("encoder.layers.1.mlp.fc1", [4 * width, width]),
    ]
    return Checkpoint(
      Dictionary(
        uniqueKeysWithValues: shapes.map { ("\(prefix)text_model.\($0).weight", .zeros($1)) }),
      path: "clip.gguf")
  }

  @Test(arguments: ["", "text_encoders.clip_l.transformer.", "cond_stage_model.transformer."])
  func `the shapes tell the numbers, whatever stands before the names`(prefix: String) throws {
    let checkpoint = Self.checkpoint(width: 128, prefix: prefix)
    let c = try CLIPConfiguration(
      shapesOf: Weights(CLIPWeights.inTransformersForm(checkpoint)))
    #expect([c.vocabulary, c.width, c.heads, c.depth] == [100, 128, 2, 2])
    #expect([c.mlpWidth, c.positions, c.endToken, c.projectionWidth] == [512, 77, 2, 128])
    #expect(c.activation == .quickGELU)
  }

  @Test func `heads of another width need a configuration`() {
    let checkpoint = Self.checkpoint(width: 100, prefix: "")
    let error = #expect(throws: FormatError.self) {
      try CLIPConfiguration(shapesOf: Weights(checkpoint))
    }
    #expect(
      error?.description
        == "clip.gguf: expected a width in heads of 64, or a 'config.json' beside the file, found 100"
    )
  }
}
