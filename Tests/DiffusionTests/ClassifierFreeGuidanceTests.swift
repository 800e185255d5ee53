import Diffusion
import Tensors
import Testing

@Suite struct ClassifierFreeGuidanceTests {
  private let latent = Tensor.zeros([1, 1, 1, 2])
  private let step = DenoisingStep(index: 0, count: 1, sigma: 1, nextSigma: 0)

  @Test(arguments: [(0, [3, 4]), (1, [1, 2]), (3, [-3, -2])] as [(Float, [Float])])
  func `the prediction leads from the negative one towards the positive`(
    scale: Float, expected: [Float]
  ) async throws {
    let guided = ClassifierFreeGuidance(
      positive: Fixed(values: [1, 2]), negative: Fixed(values: [3, 4]), scale: scale)
    #expect(try await guided.prediction(of: latent, at: step).floats() == expected)
  }

  @Test func `at a scale of one the negative prediction is not computed`() async throws {
    let guided = ClassifierFreeGuidance(
      positive: Fixed(values: [1, 2]), negative: Refuses(), scale: 1)
    #expect(try await guided.prediction(of: latent, at: step).floats() == [1, 2])
  }

  private struct Fixed: Denoiser {
    let values: [Float]

    func prediction(of latent: Tensor, at step: DenoisingStep) async throws -> Tensor {
      Tensor(values, shape: latent.shape)
    }
  }

  private struct Refuses: Denoiser {
    struct Evaluated: Error {}

    func prediction(of latent: Tensor, at step: DenoisingStep) async throws -> Tensor {
      throw Evaluated()
    }
  }
}
