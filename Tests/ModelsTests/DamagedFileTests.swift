import Formats
import Layers
import TestSupport
import Tensors
import Testing

@testable import Models

/// Whatever is done to a network's files, making it ends in an error or in a network that computes.
@Suite struct DamagedFileTests {
  /// A network by its fixture, and how it is made and tried.
  struct Network: Sendable, CustomTestStringConvertible {
    let family: String
    let name: String
    let run: @Sendable (Checkpoint, ConfigurationFile, Fixture) throws -> Void
    var testDescription: String { family }
  }

  private static let networks = [
    Network(family: "CLIP", name: "text-encoder.width16-heads2-depth1-one-token") {
      let encoder = try CLIPTextEncoder(Weights($0), CLIPConfiguration($1))
      _ = encoder(try $2.input("ids")).pooled
    },
    Network(family: "T5", name: "encoder.width16-heads2-depth2-relu") {
      let encoder = try T5Encoder(Weights($0), T5Configuration($1))
      _ = encoder(try $2.input("ids"))
    },
    Network(family: "Qwen2", name: "model.width24-heads3-of-1-tied") {
      let model = try Qwen2(Weights($0), Qwen2Configuration($1))
      var cache = Qwen2Cache(model.configuration)
      _ = model.logits(model(model.embedded(try $2.input("ids")), cache: &cache))
    },
    Network(family: "Autoencoder", name: "network.channels8-one-level") {
      let weights = Weights(try AutoencoderWeights.inDiffusersForm($0))
      let network = try Autoencoder(weights, AutoencoderConfiguration($1))
      guard network.configuration.inputChannels == 4 else { return }
      _ = network.decode(network.encode(try $2.input("x")))
    },
    Network(family: "ResNet", name: "network.bottleneck-first-8-16") { checkpoint, file, fixture in
      let json = try JSON(Array(#"{"size": 8, "do_normalize": false}"#.utf8), file: "p.json")
      let network = try ImageClassifier(checkpoint, file, preparation: ConfigurationFile(json))
      guard network.channels == 1 else { return }
      _ = network.classify(try fixture.input("x"))
    },
    Network(family: "ViT", name: "network.width16-heads2-depth2") { checkpoint, file, fixture in
      let json = try JSON(Array(#"{"size": 16, "do_normalize": false}"#.utf8), file: "p.json")
      let network = try ImageClassifier(checkpoint, file, preparation: ConfigurationFile(json))
      guard network.channels == 3 else { return }
      _ = network.classify(try fixture.input("x"))
    },
  ]

  @Test(arguments: networks)
  func `a damaged configuration is an error or another network`(network: Network) throws {
    let fixture = try Fixture(network.family, network.name)
    let checkpoint = try fixture.checkpoint()
    let text = try #require(fixture.file.metadata["config"])
    let sound = Array(text.utf8)
    var refused = 0
    for damaged in Corruption(of: sound, truncations: 40, flips: 300) {
      do {
        let json = try JSON(damaged, file: "config.json")
        try network.run(checkpoint, ConfigurationFile(json), fixture)
      } catch {
        refused += 1
        #expect(error is FormatError || error is ConfigurationError || error is WeightError)
      }
    }
    #expect(refused > 0)
  }

  @Test(arguments: networks)
  func `damaged weights are an error or a network that computes`(network: Network) throws {
    let fixture = try Fixture(network.family, network.name)
    let configuration = try fixture.configuration()
    let folder = try TemporaryFolder()
    try SafetensorsFile.write(fixture.weights(), to: folder.file("sound.safetensors"))
    let sound = try Fixture.bytes(at: folder.file("sound.safetensors"))
    // Most damage belongs in the header, which is a small part of the file.
    let header = sound.prefix(8).enumerated().reduce(8) { $0 + Int($1.element) << (8 * $1.offset) }
    var copies = Array(Corruption(of: sound, truncations: 20, flips: 20))
    copies += Corruption(of: Array(sound.prefix(header)), truncations: 0, flips: 100).map {
      $0 + sound.dropFirst(header)
    }
    var refused = 0
    for damaged in copies {
      let path = try folder.write(damaged, to: "damaged.safetensors")
      do {
        try network.run(Checkpoint(opening: path), configuration, fixture)
      } catch {
        refused += 1
        #expect(error is FormatError || error is WeightError)
      }
    }
    #expect(refused > 0)
  }
}
