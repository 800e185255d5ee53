import Layers
import TestSupport
import Tensors
import Testing

@testable import Models

@Suite struct AutoencoderBlockTests {
  @Test(arguments: [("residual.from8-to8", 8), ("residual.from8-to12-shortcut", 12)])
  func `a residual block is that of diffusers`(name: String, to: Int) throws {
    let fixture = try Fixture("Autoencoder", name)
    let block = try AutoencoderResidualBlock(
      Weights(fixture.checkpoint()), from: 8, to: to, groups: 4)
    expectClose(block(try fixture.input("x")), try fixture.output("y"), relative: 1e-6)
  }

  @Test func `attention over places is that of diffusers`() throws {
    let fixture = try Fixture("Autoencoder", "attention.channels8")
    let block = try AutoencoderAttention(
      Weights(fixture.checkpoint()), channels: 8, groups: 4)
    expectClose(block(try fixture.input("x")), try fixture.output("y"), relative: 1e-6)
  }

  @Test func `halving and doubling the size are those of diffusers`() throws {
    let down = try Fixture("Autoencoder", "downsampling.channels6")
    let halving = try AutoencoderDownsampling(Weights(down.checkpoint()), channels: 6)
    expectClose(halving(try down.input("x")), try down.output("y"), relative: 1e-6)
    let up = try Fixture("Autoencoder", "upsampling.channels6")
    let doubling = try AutoencoderUpsampling(Weights(up.checkpoint()), channels: 6)
    expectClose(doubling(try up.input("x")), try up.output("y"), relative: 1e-6)
  }
}
