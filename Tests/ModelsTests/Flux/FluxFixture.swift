import Layers
import TestSupport
import Tensors
import Testing

@testable import Models

/// What the tests of FLUX read from a fixture beside its tensors.
extension Fixture {
  /// The numbers that Tests/Reference/flux.py made the network of.
  func fluxConfiguration() throws -> FluxConfiguration {
    try FluxConfiguration(configuration())
  }

  /// The places of an input's tokens, `[tokens, 3]`.
  func positions(_ name: String) throws -> [FluxPosition] {
    let numbers = try input(name).int64s().map { Int($0) }
    return stride(from: 0, to: numbers.count, by: 3).map {
      FluxPosition(plane: numbers[$0], row: numbers[$0 + 1], column: numbers[$0 + 2])
    }
  }

  /// A rotation of recorded cosines and sines.
  func rotary() throws -> Rotary {
    Rotary(cosine: try input("cosine"), sine: try input("sine"), pairing: .neighbours)
  }

  /// The streams, vector and guidance of a whole transformer's inputs.
  func streams() throws -> [FluxStream] {
    [
      FluxStream(.text, tokens: try input("text"), positions: try positions("text_positions")),
      FluxStream(.image, tokens: try input("image"), positions: try positions("image_positions")),
    ]
  }

  /// The vector of a whole transformer's inputs, told exactly.
  func vector(_ transformer: FluxTransformer) throws -> Tensor {
    transformer.vector(
      sigma: try input("sigma").floats(), guidance: try input("guidance").floats(),
      pooled: try input("pooled"), precision: .exact)
  }
}

/// The numbers of the blocks in Tests/Reference/flux.py.
let blockConfiguration = FluxConfiguration(
  inputChannels: 8, outputChannels: 8, heads: 2, headWidth: 12, doubleBlocks: 2, singleBlocks: 2,
  mlpWidth: 96, textWidth: 10, pooledWidth: 6, hasGuidance: true, rotaryAxes: [4, 4, 4])
