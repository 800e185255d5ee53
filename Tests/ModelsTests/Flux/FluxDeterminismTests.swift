import Layers
import TestSupport
import Tensors
import Testing

@testable import Models

/// A whole network gives the same bits for any number of threads, with every set of instructions.
@Suite struct FluxDeterminismTests {
  @Test(arguments: Instructions.available, [ElementType.float32, .bfloat16])
  func `a transformer gives the same bits for any number of threads`(
    set: Instructions, type: ElementType
  ) throws {
    let fixture = try Fixture("Flux", "transformer.guided")
    let weights = try fixture.weights().mapValues { $0.converted(to: type) }
    let transformer = try FluxTransformer(
      FluxWeights(Checkpoint(weights), try fixture.fluxConfiguration()))
    let configuration = transformer.configuration
    // Enough tokens for several threads to have work in every operation.
    let streams = [
      FluxStream(
        .text, tokens: .randomNormal([1, 200, configuration.textWidth], seed: 1),
        positions: [FluxPosition](repeating: FluxPosition(plane: 0, row: 0, column: 0), count: 200)),
      FluxStream(
        .image, tokens: .randomNormal([1, 700, configuration.inputChannels], seed: 2),
        positions: FluxPosition.grid(rows: 20, columns: 35, plane: 0)),
    ]
    let results = Instructions.using(set) {
      [1, 2, 5].map { threads in
        Parallel.using(threads: threads) {
          let vector = transformer.vector(
            sigma: [0.7], guidance: [3.5],
            pooled: .randomNormal([1, configuration.pooledWidth], seed: 3), precision: .exact)
          return transformer(streams, vector: vector).floats()
        }
      }
    }
    #expect(results[0].allSatisfy { $0.isFinite })
    #expect(results[1] == results[0] && results[2] == results[0])
  }
}
