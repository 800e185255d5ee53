import FoundationEssentials
import Formats
import Layers
import Models
import Tensors

/// Whole networks of true width and few blocks, from files of random weights that the peers read too.
///
///     python3 Tests/Reference/bench_peers.py --help
///
/// The folder has `transformer/`, `vae/` and `text_encoder_2/`, as diffusers lays them out; what is
/// not there is not timed.
func networkBenchmarks(in folder: String) throws -> [Benchmark] {
  var all: [Benchmark] = []
  func exists(_ part: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(folder)/\(part)/config.json")
  }
  func configuration(_ part: String) throws -> ConfigurationFile {
    try ConfigurationFile(path: "\(folder)/\(part)/config.json")
  }
  if exists("transformer") {
    let c = try FluxConfiguration(configuration("transformer"))
    let transformer = try FluxTransformer(
      FluxWeights(Checkpoint(opening: "\(folder)/transformer"), c))
    for size in [512, 1024] {
      all.append(
        transformerBenchmark("network/flux-\(size)", transformer, c, text: 512, rows: size / 16))
    }
  }
  if exists("vae") {
    let checkpoint = try Checkpoint(opening: "\(folder)/vae")
    let autoencoder = try Autoencoder(
      Weights(checkpoint), AutoencoderConfiguration(configuration("vae")))
    all.append(
      // What the decoder of FLUX and SD multiplies for a picture of 512².
      Benchmark(name: "network/vae-decode-512", work: .operations(2.48e12)) {
        let latent = Tensor.randomNormal([1, 16, 64, 64], seed: 1)
        return { autoencoder.decode(latent) }
      })
  }
  if exists("text_encoder_2") {
    let c = try T5Configuration(configuration("text_encoder_2"))
    let encoder = try T5Encoder(
      Weights(Checkpoint(opening: "\(folder)/text_encoder_2")), c)
    for tokens in [256, 512] {
      // Queries, keys, values, output and the gated MLP.
      let weights = 4 * c.width * c.heads * c.headWidth + 3 * c.width * c.mlpWidth
      all.append(
        Benchmark(
          name: "network/t5-\(tokens)", work: .operations(2 * Double(tokens * c.depth * weights))
        ) {
          let ids = Tensor((0..<tokens).map { Int32($0 * 37 % 32000) }, shape: [1, tokens])
          return { encoder(ids) }
        })
    }
  }
  return all
}
