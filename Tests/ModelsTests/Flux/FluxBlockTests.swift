import Layers
import TestSupport
import Tensors
import Testing

@testable import Models

@Suite struct FluxBlockTests {
  @Test func `a double-stream block computes what the reference does`() throws {
    let fixture = try Fixture("Flux", "double-stream-block.width24-heads2")
    let block = try FluxDoubleStreamBlock(Weights(try fixture.checkpoint()), blockConfiguration)
    let streams = try streams(of: fixture)
    let after = block(streams, attention: PlainFluxAttention(), at: try place(.double(0), fixture))
    expectClose(after[0].tokens, try fixture.output("text"), relative: 1e-5)
    expectClose(after[1].tokens, try fixture.output("image"), relative: 1e-5)
  }

  @Test func `each text token may have a vector of its own`() throws {
    let fixture = try Fixture("Flux", "double-stream-block.vector-per-token")
    let block = try FluxDoubleStreamBlock(Weights(try fixture.checkpoint()), blockConfiguration)
    var streams = try streams(of: fixture)
    streams[0] = tokens(.text, streams[0].tokens, vector: try fixture.input("text_vector"))
    let after = block(streams, attention: PlainFluxAttention(), at: try place(.double(0), fixture))
    expectClose(after[0].tokens, try fixture.output("text"), relative: 1e-5)
    expectClose(after[1].tokens, try fixture.output("image"), relative: 1e-5)
  }

  @Test func `a single-stream block computes what the reference does`() throws {
    let fixture = try Fixture("Flux", "single-stream-block.width24-heads2")
    let block = try FluxSingleStreamBlock(Weights(try fixture.checkpoint()), blockConfiguration)
    let streams = try streams(of: fixture)
    let after = block(streams, attention: PlainFluxAttention(), at: try place(.single(0), fixture))
    expectClose(after[0].tokens, try fixture.output("text"), relative: 1e-5)
    expectClose(after[1].tokens, try fixture.output("image"), relative: 1e-5)
  }

  @Test func `the final layer computes what the reference does`() throws {
    let fixture = try Fixture("Flux", "final-layer.width24")
    let halves = KeyRenaming([
      .split("norm_out.linear", rows: [24, 24], to: ["norm_out.scale", "norm_out.shift"])
    ])
    let layer = try FluxFinalLayer(
      Weights(try fixture.checkpoint().renamed(by: halves)), blockConfiguration)
    let output = layer(
      try fixture.input("tokens"), vector: try fixture.input("vector").insertingAxis(at: 1))
    expectClose(output, try fixture.output("tokens"), relative: 1e-5)
  }

  private func streams(of fixture: Fixture) throws -> [FluxTokens] {
    let vector = try fixture.input("vector").insertingAxis(at: 1)
    return [
      tokens(.text, try fixture.input("text"), vector: vector),
      tokens(.image, try fixture.input("image"), vector: vector),
    ]
  }

  private func tokens(_ side: FluxStream.Side, _ x: Tensor, vector: Tensor) -> FluxTokens {
    FluxTokens(side: side, tokens: x, vector: vector, vectorOffsets: [:], adapters: FluxAdapters())
  }

  private func place(_ block: FluxBlock, _ fixture: Fixture) throws -> FluxAttentionPlace {
    FluxAttentionPlace(
      block: block, step: 0, rotary: try fixture.rotary(), streams: [0..<3, 3..<11])
  }
}
