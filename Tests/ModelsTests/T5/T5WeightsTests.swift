import Formats
import Layers
import TestSupport
import Tensors
import Testing

@testable import Models

@Suite struct T5WeightsTests {
  private static let fixture = "encoder.width32-heads4-depth2"

  /// llama.cpp's name of a tensor.
  private static func llamaName(_ name: String) -> String? {
    var name = name
    for (old, new) in [
      ("encoder.embed_tokens", ""), ("encoder.block.", "enc.blk."),
      (".layer.0.SelfAttention.", ".attn_"),
      ("relative_attention_bias", "rel_b"), ("layer.0.layer_norm", "attn_norm"),
      ("layer.1.layer_norm", "ffn_norm"), ("layer.1.DenseReluDense.wi_0", "ffn_gate"),
      ("layer.1.DenseReluDense.wi_1", "ffn_up"), ("layer.1.DenseReluDense.wo", "ffn_down"),
      ("encoder.final_layer_norm", "enc.output_norm"), ("shared", "token_embd"),
    ] { name = name.replacing(old, with: new) }
    return name.hasPrefix(".") ? nil : name
  }

  /// The fixture's weights in a GGUF file of another program.
  private static func file(_ name: (String) -> String?) throws -> Checkpoint {
    let weights = try Fixture("T5", fixture).weights()
    let tensors = weights.sorted { $0.key < $1.key }.compactMap { key, tensor in
      name(key).map {
        GGUFDraft.Tensor(
          $0, lengths: tensor.shape.reversed().map(UInt64.init), type: 0,
          data: tensor.contiguous().bytes())
      }
    }
    let folder = try TemporaryFolder()
    return try Checkpoint(opening: folder.write(GGUFDraft(tensors).bytes, to: "t5.gguf"))
  }

  @Test func `llama.cpp's names, and stable-diffusion.cpp's prefix, give the same encoder`() throws
  {
    let fixture = try Fixture("T5", Self.fixture)
    for checkpoint in [
      try Self.file(Self.llamaName),
      try Self.file { "text_encoders.t5xxl.transformer.\($0)" },
    ] {
      let weights = Weights(try T5Weights.inTransformersForm(checkpoint))
      let encoder = try T5Encoder(weights, T5Configuration(shapesOf: weights))
      expectClose(
        encoder(try fixture.input("ids")), try fixture.output("tokens"), relative: 2e-6)
      #expect(checkpoint.unread == [])
    }
  }

  @Test(arguments: [
    "encoder.width32-heads4-depth2", "encoder.width16-heads2-depth2-relu",
  ])
  func `the shapes tell the numbers`(name: String) throws {
    let fixture = try Fixture("T5", name)
    let expected = try T5Configuration(fixture.configuration())
    #expect(try T5Configuration(shapesOf: Weights(fixture.checkpoint())) == expected)
  }

  @Test func `another file is told by what it lacks`() throws {
    let other = Weights(Checkpoint(["a.weight": .zeros([1, 1])], path: "other.gguf"))
    let error = #expect(throws: FormatError.self) { try T5Configuration(shapesOf: other) }
    #expect(
      error?.description
        == "other.gguf: expected a tensor 'encoder.embed_tokens.weight', found none of that name")
  }
}
