import Layers
import TestSupport
import Tensors
import Testing

@Suite struct LowRankAdapterTests {
  @Test func `an adapter beside a map equals the map with merged weights`() throws {
    let weight = Tensor.randomNormal([7, 5], seed: 1)
    let down = Tensor.randomNormal([2, 5], seed: 2)
    let up = Tensor.randomNormal([7, 2], seed: 3)
    let x = Tensor.randomNormal([3, 4, 5], seed: 4)
    let linear = try Linear(Weights(Checkpoint(["weight": weight])), from: 5, to: 7, bias: false)

    let merged = x.linear(weight + 0.5 * up.matrixProduct(down))
    let beside = linear(x) + LowRankAdapter(down: down, up: up, scale: 0.5)(x)

    #expect(relativeDistance(beside.floats(), merged.floats()) < 1e-6)
  }
}
