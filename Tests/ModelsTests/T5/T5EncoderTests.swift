import Layers
import TestSupport
import Tensors
import Testing

@testable import Models

@Suite struct T5EncoderTests {
  @Test func `a block with its bias is that of transformers`() throws {
    let fixture = try Fixture("T5", "block.width32-heads4")
    let configuration = try T5Configuration(fixture.configuration())
    let weights = Weights(try fixture.checkpoint())
    let bias = try T5PositionBias(
      weights["layer.0.SelfAttention.relative_attention_bias"], configuration)
    let block = try T5Block(weights, configuration)
    let x = try fixture.input("x")
    expectClose(
      block(x, bias: bias(tokens: x.shape[1])), try fixture.output("y"), relative: 1e-6)
  }

  @Test(
    arguments: [
      "encoder.width32-heads4-depth2",
      "encoder.width20-heads3x12-depth3-far",
      "encoder.width16-heads2-depth2-relu",
    ])
  func `an encoder is that of transformers, and reads every weight`(name: String) throws {
    let fixture = try Fixture("T5", name)
    let checkpoint = try fixture.checkpoint()
    let encoder = try T5Encoder(
      Weights(checkpoint), T5Configuration(fixture.configuration()))
    expectClose(
      encoder(try fixture.input("ids")), try fixture.output("tokens"), relative: 2e-6)
    #expect(checkpoint.unread == [])
  }
}
