import Layers
import TestSupport
import Tensors
import Testing

@testable import Models

@Suite struct TilingTests {
  @Test(
    arguments: [(100, 64, 16), (64, 64, 16), (65, 64, 0), (31, 8, 7), (1, 8, 0), (1000, 64, 63)])
  func `tiles are whole, cover a side and overlap enough`(length: Int, size: Int, overlap: Int) {
    let ranges = Tiling(size: size * 8, overlap: overlap * 8).ranges(length: length, cell: 8)
    #expect(ranges.first?.lowerBound == 0 && ranges.last?.upperBound == length)
    #expect(ranges.count == 1 || ranges.allSatisfy { $0.count == size })
    for (one, next) in zip(ranges, ranges.dropFirst()) {
      #expect(one.upperBound - next.lowerBound >= overlap && one.lowerBound < next.lowerBound)
    }
  }

  private static func network() throws -> Autoencoder {
    let fixture = try Fixture("Autoencoder", "network.channels4-8-8-12-flux")
    let checkpoint = try AutoencoderWeights.inDiffusersForm(Checkpoint(fixture.weights()))
    return try Autoencoder(
      Weights(checkpoint), AutoencoderConfiguration(fixture.configuration()))
  }

  @Test func `what fits a tile is that of the whole, to the bit`() throws {
    let network = try Self.network()
    let tiling = Tiling(size: 64, overlap: 16)
    let latent = Tensor.randomNormal([1, network.configuration.latentChannels, 8, 6], seed: 1)
    #expect(network.decode(latent, tiling: tiling).floats() == network.decode(latent).floats())
    let pixels = Tensor.randomNormal([1, 3, 64, 48], seed: 2)
    #expect(network.encode(pixels, tiling: tiling).floats() == network.encode(pixels).floats())
  }

  @Test func `a tiled result has the shape of the whole, and each corner is that of its tile`()
    throws
  {
    let network = try Self.network()
    let channels = network.configuration.latentChannels
    let tiling = Tiling(size: 64, overlap: 16)
    let latent = Tensor.randomNormal([1, channels, 20, 9], seed: 3)
    let picture = network.decode(latent, tiling: tiling)
    #expect(picture.shape == [1, 3, 160, 72])
    let corner = network.decode(latent.sliced(axis: 2, 12..<20).sliced(axis: 3, 1..<9))
    let last = picture.sliced(axis: 2, 136..<160).sliced(axis: 3, 64..<72)
    #expect(
      last.floats() == corner.sliced(axis: 2, 40..<64).sliced(axis: 3, 56..<64).floats())
    let encoded = network.encode(picture, tiling: tiling)
    #expect(encoded.shape == [1, channels, 20, 9])
  }
}
