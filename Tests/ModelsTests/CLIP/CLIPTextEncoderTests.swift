import Layers
import TestSupport
import Tensors
import Testing

@testable import Models

@Suite struct CLIPTextEncoderTests {
  private func encoder(_ fixture: Fixture) throws -> CLIPTextEncoder {
    try CLIPTextEncoder(
      Weights(fixture.checkpoint()), CLIPConfiguration(fixture.configuration()))
  }

  @Test func `a block is that of transformers`() throws {
    let fixture = try Fixture("CLIP", "block.width32-heads4")
    let block = try CLIPBlock(
      Weights(fixture.checkpoint()), CLIPConfiguration(fixture.configuration()))
    expectClose(block(try fixture.input("x")), try fixture.output("y"), relative: 1e-6)
  }

  @Test(
    arguments: [
      "text-encoder.width32-heads4-depth2-quickgelu-legacy-end",
      "text-encoder.width24-heads3-depth3-gelu",
      "text-encoder.width16-heads2-depth1-one-token",
    ])
  func `an encoder is that of transformers`(name: String) throws {
    let fixture = try Fixture("CLIP", name)
    let encoder = try encoder(fixture)
    let output = encoder(try fixture.input("ids"))
    expectClose(output.tokens, try fixture.output("tokens"), relative: 2e-6)
    expectClose(output.pooled, try fixture.output("pooled"), relative: 2e-6)
    #expect(output.projected?.shape == nil)
    #expect(output.hiddenStates.count == encoder.configuration.depth + 1)
    for (index, state) in output.hiddenStates.dropLast().enumerated() {
      expectClose(state, try fixture.output("hidden.\(index)"), relative: 2e-6)
    }
  }

  @Test func `the projected vector and the second-last states are those of transformers`() throws {
    let fixture = try Fixture("CLIP", "text-encoder.width24-heads2-depth2-projection20")
    let output = try encoder(fixture)(fixture.input("ids"))
    expectClose(
      try #require(output.projected), try fixture.output("projected"), relative: 2e-6)
    expectClose(
      output.hiddenStates[output.hiddenStates.count - 2], try fixture.output("penultimate"),
      relative: 2e-6)
  }

  @Test func `every weight is read, with or without its prefix`() throws {
    let fixture = try Fixture("CLIP", "text-encoder.width24-heads3-depth3-gelu")
    let bare = try fixture.weights()
    let prefixed = Dictionary(uniqueKeysWithValues: bare.map { ("text_model.\($0)", $1) })
      .merging(["text_model.embeddings.position_ids": .arange(13).reshaped([1, 13])]) { $1 }
    let configuration = try CLIPConfiguration(fixture.configuration())
    var outputs: [[Float]] = []
    for weights in [bare, prefixed] {
      let checkpoint = Checkpoint(weights)
      let encoder = try CLIPTextEncoder(Weights(checkpoint), configuration)
      #expect(checkpoint.unread == [])
      outputs.append(encoder(try fixture.input("ids")).pooled.floats())
    }
    #expect(outputs[0] == outputs[1])
  }

  @Test func `texts of a batch do not meet`() throws {
    let fixture = try Fixture("CLIP", "text-encoder.width24-heads3-depth3-gelu")
    let encoder = try encoder(fixture)
    let ids = try fixture.input("ids")
    let second = encoder(ids.sliced(axis: 0, 1..<2)).pooled
    expectClose(second, encoder(ids).pooled.sliced(axis: 0, 1..<2), relative: 1e-6)
  }
}
