import Dataflow
import Tensors
import TestSupport
import Testing

@testable import Nodes

@Suite struct LatentFromTensorTests {
  private func latent(_ shape: [Int]) async throws -> Latent {
    var node = LatentFromTensor()
    node.model = Model(try ModelProfile(opening: "\(Repository.root)/checkpoints/critters"))
    node.tensor = .zeros(shape)
    try await node.run(in: NodeContext())
    return node.latent
  }

  @Test func `a tensor of the model's channels is a latent, and gives its cells back`() async throws
  {
    var back = TensorFromLatent()
    back.latent = try await latent([2, 16, 4, 6])
    #expect(back.latent.width == 48 && back.latent.height == 32 && back.latent.batch == 2)
    try await back.run(in: NodeContext())
    #expect(back.tensor.shape == [2, 16, 4, 6])
  }

  @Test(arguments: [
    ([1, 4, 4, 4], "latents of [batch, 16, height, width], and the tensor is [1, 4, 4, 4]"),
    ([16, 4, 4], "latents of [batch, 16, height, width], and the tensor is [16, 4, 4]"),
    ([1, 16, 3, 4], "whose height and width are multiples of 2, and the tensor is [1, 16, 3, 4]"),
  ])
  func `a tensor of another shape is refused with both shapes`(
    shape: [Int], message: String
  ) async throws {
    let error = await #expect(throws: ValueError.self) { try await latent(shape) }
    #expect(error?.description.hasSuffix(message) == true)
  }
}
