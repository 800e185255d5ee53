import Dataflow
import Tensors
import TestSupport
import Testing

@testable import Nodes

@Suite struct BatchLatentsTests {
  private let space = LatentSpace(channels: 4, cellSize: 8, sizeMultiple: 16)

  private func latent(_ batch: Int = 1, _ width: Int = 2, seed: UInt64 = 1) -> Latent {
    Latent(.randomNormal([batch, 4, 2, width], seed: seed), in: space)
  }

  private func batch(_ latents: [Latent]) async throws -> Latent {
    var node = BatchLatents()
    node.latents = latents
    try await node.run(in: NodeContext())
    return node.batch
  }

  @Test func `a batch is split into what it was made of`() async throws {
    let batch = try await batch([latent(seed: 1), latent(2, seed: 2)])
    #expect(batch.batch == 3)
    var split = SplitLatent()
    split.latent = batch
    try await split.run(in: NodeContext())
    #expect(split.latents.map(\.batch) == [1, 1, 1])
    #expect(split.latents[0].cells.floats() == latent(seed: 1).cells.floats())
    #expect(
      split.latents[1].cells.floats() + split.latents[2].cells.floats()
        == latent(2, seed: 2).cells.floats())
  }

  @Test func `no latents, other sizes and other models are refused`() async {
    let other = Latent(
      .zeros([1, 16, 2, 2]), in: LatentSpace(channels: 16, cellSize: 8, sizeMultiple: 16))
    for (latents, message) in [
      ([], "there are no latents to batch"),
      ([latent(), latent(1, 4)], "the latents are of pictures of 16×16 and 32×16 pixels"),
      (
        [latent(), other],
        "the latents are of different models: 4 channels and cells of 8 pixels, 16 channels and"
          + " cells of 8"
      ),
    ] {
      let error = await #expect(throws: ValueError.self) { try await batch(latents) }
      #expect(error?.description == message)
    }
  }

  @Test func `a blend lies between two latents`() async throws {
    var node = BlendLatents()
    (node.first, node.second) = (latent(seed: 1), latent(seed: 2))
    for (factor, expected) in [
      (0, node.first.cells), (1, node.second.cells),
      (0.25, node.first.cells * 0.75 + node.second.cells * 0.25),
    ] {
      node.factor = factor
      try await node.run(in: NodeContext())
      #expect(node.blended.cells.floats() == expected.floats())
    }
    node.second = latent(2)
    let error = await #expect(throws: ValueError.self) {
      try await node.run(in: NodeContext())
    }
    #expect(error?.description == "the latents are batches of 1 and of 2")
  }
}
