import Layers
import TestSupport
import Tensors
import Testing

@testable import Models

@Suite struct AutoencoderTests {
  private func autoencoder(_ weights: [String: Tensor], of fixture: Fixture) throws -> Autoencoder {
    let checkpoint = try AutoencoderWeights.inDiffusersForm(Checkpoint(weights))
    let network = try Autoencoder(
      Weights(checkpoint), AutoencoderConfiguration(fixture.configuration()))
    #expect(checkpoint.unread == [])
    return network
  }

  @Test(
    arguments: [
      "network.channels4-8-8-12-flux",
      "network.channels4-8-8-12-bfl",
      "network.channels8-8-12-quant",
      "network.channels6-10-without-attention",
      "network.channels8-one-level",
      "network.channels16-16",
    ])
  func `both halves are those of diffusers, and read every weight`(name: String) throws {
    let fixture = try Fixture("Autoencoder", name)
    let network = try autoencoder(fixture.weights(), of: fixture)
    let c = network.configuration
    let mean = try fixture.output("mean")
    let distribution = network.distribution(of: try fixture.input("x"))
    expectClose(distribution.mean, mean, relative: 1e-5)
    expectClose(distribution.logVariance, try fixture.output("log-variance"), relative: 1e-5)
    expectClose(
      network.encode(try fixture.input("x")), (mean - c.shift) * c.scale, relative: 1e-5)
    expectClose(
      network.decode((mean - c.shift) * c.scale), try fixture.output("decoded"), relative: 1e-5)
  }

  @Test func `the shapes of a BFL file give the numbers of its configuration`() throws {
    let fixture = try Fixture("Autoencoder", "network.channels4-8-8-12-bfl")
    let checkpoint = try AutoencoderWeights.inDiffusersForm(fixture.checkpoint())
    let found = try AutoencoderConfiguration(shapesOf: Weights(checkpoint), groups: 4)
    #expect(found == (try AutoencoderConfiguration(fixture.configuration())))
    #expect(found.cellSize == 8)
  }

  @Test func `the old names of the attention are read, as matrices and as convolutions`() throws {
    let fixture = try Fixture("Autoencoder", "network.channels8-8-12-quant")
    let stored = try fixture.weights()
    let expected = try autoencoder(stored, of: fixture).encode(fixture.input("x")).floats()
    for asConvolution in [false, true] {
      var older: [String: Tensor] = [:]
      for (key, tensor) in stored {
        let name = olderName(key)
        let isMatrix = name != key && tensor.rank == 2
        older[name] = asConvolution && isMatrix ? tensor.reshaped(tensor.shape + [1, 1]) : tensor
      }
      #expect(older.keys.contains("encoder.mid_block.attentions.0.proj_attn.bias"))
      #expect(try autoencoder(older, of: fixture).encode(fixture.input("x")).floats() == expected)
    }
  }

  /// The name of a tensor before diffusers 0.14.
  private func olderName(_ key: String) -> String {
    let parts = key.split(separator: ".attentions.0.").map(String.init)
    guard parts.count == 2, let kind = parts[1].split(separator: ".").last else { return key }
    let names = ["to_q": "query", "to_k": "key", "to_v": "value", "to_out.0": "proj_attn"]
    guard let old = names[String(parts[1].dropLast(kind.count + 1))] else { return key }
    return "\(parts[0]).attentions.0.\(old).\(kind)"
  }

  @Test func `pictures of a batch do not meet`() throws {
    let fixture = try Fixture("Autoencoder", "network.channels6-10-without-attention")
    let network = try autoencoder(fixture.weights(), of: fixture)
    let x = try fixture.input("x")
    let second = network.encode(x.sliced(axis: 0, 1..<2))
    expectClose(second, network.encode(x).sliced(axis: 0, 1..<2), relative: 1e-6)
  }
}
