import Tensors
import Testing

@testable import Models

@Suite struct FluxPackingTests {
  @Test func `a token holds a patch, channel slowest`() {
    // Channel c, row r, column x of the latent holds 100 c + 10 r + x.
    let columns = Tensor.arange(6).converted(to: .float32)
    let rows = 10 * Tensor.arange(4).reshaped([4, 1])
    let channels = 100 * Tensor.arange(2).reshaped([2, 1, 1])
    let latent = (channels + rows + columns).insertingAxis(at: 0)
    let tokens = FluxPacking.tokens(of: latent)
    #expect(tokens.shape == [1, 6, 8])
    #expect(
      tokens.sliced(axis: 1, 4..<5).floats() == [22, 23, 32, 33, 122, 123, 132, 133])
  }

  @Test func `unpacking undoes packing`() {
    let latent = Tensor.randomNormal([2, 3, 6, 4], seed: 1)
    let back = FluxPacking.latent(of: FluxPacking.tokens(of: latent), rows: 3, columns: 2)
    #expect(back.shape == latent.shape)
    #expect(back.floats() == latent.floats())
  }
}
