import Layers
import TestSupport
import Tensors
import Testing

@testable import Models

/// Weights are used in the type they are stored in: a network of half-precision weights computes what
/// the same numbers in float32 give.
@Suite(.unroundedProducts) struct StoredElementTypeTests {
  private func outputs(
    _ family: String, _ name: String, _ network: (Checkpoint, ConfigurationFile) throws -> [Tensor]
  ) throws {
    let fixture = try Fixture(family, name)
    let configuration = try fixture.configuration()
    for type in [ElementType.bfloat16, .float16] {
      let stored = try fixture.weights().mapValues { tensor in
        tensor.elementType == .float32 ? tensor.converted(to: type) : tensor
      }
      let wide = stored.mapValues { tensor in
        tensor.elementType == type ? tensor.converted(to: .float32) : tensor
      }
      let actual = try network(Checkpoint(stored), configuration)
      let expected = try network(Checkpoint(wide), configuration)
      for (actual, expected) in zip(actual, expected) {
        #expect(actual.elementType == .float32)
        expectClose(actual, expected, relative: 1e-6)
      }
    }
  }

  @Test func `a text encoder of CLIP`() throws {
    try outputs("CLIP", "text-encoder.width24-heads2-depth2-projection20") { checkpoint, file in
      let ids = try Fixture("CLIP", "text-encoder.width24-heads2-depth2-projection20").input("ids")
      let output = try CLIPTextEncoder(Weights(checkpoint), CLIPConfiguration(file))(ids)
      return [output.tokens, output.pooled, try #require(output.projected)]
    }
  }

  @Test func `an encoder of T5`() throws {
    let ids = try Fixture("T5", "encoder.width32-heads4-depth2").input("ids")
    try outputs("T5", "encoder.width32-heads4-depth2") { checkpoint, file in
      [try T5Encoder(Weights(checkpoint), T5Configuration(file))(ids)]
    }
  }

  @Test func `a language model`() throws {
    let name = "model.width32-heads4-of-2"
    let ids = try Fixture("Qwen2", name).input("ids")
    try outputs("Qwen2", name) { checkpoint, file in
      let model = try Qwen2(Weights(checkpoint), Qwen2Configuration(file))
      var cache = Qwen2Cache(model.configuration, batch: ids.shape[0])
      return [model.logits(model(model.embedded(ids), cache: &cache))]
    }
  }

  @Test func `an autoencoder`() throws {
    let x = try Fixture("Autoencoder", "network.channels8-8-12-quant").input("x")
    try outputs("Autoencoder", "network.channels8-8-12-quant") { checkpoint, file in
      let network = try Autoencoder(Weights(checkpoint), AutoencoderConfiguration(file))
      let latent = network.encode(x)
      return [latent, network.decode(latent)]
    }
  }

  @Test func `classifiers`() throws {
    let picture = Tensor.randomNormal([1, 3, 16, 16], seed: 1)
    try outputs("ResNet", "network.basic-4-8-12") { checkpoint, file in
      [try ResNet(Weights(checkpoint), ResNetConfiguration(file), labels: 5)(picture)]
    }
    try outputs("ViT", "network.width16-heads2-depth2") { checkpoint, file in
      [try ViT(checkpoint, ViTConfiguration(file), labels: 3)(picture)]
    }
  }
}
