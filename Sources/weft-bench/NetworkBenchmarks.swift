import Layers
import Models
import Tensors

/// Whole networks of true width and few blocks, from files of random weights that the peers read too.
///
///     python3 Tests/Reference/bench_peers.py --help
func networkBenchmarks(in folder: ModelFolder) throws -> [Benchmark] {
  var all: [Benchmark] = []
  if let transformer = try folder.transformer() { all += fluxNetwork(transformer) }
  if let autoencoder = try folder.autoencoder() {
    all.append(
      // What the decoder of FLUX and SD multiplies for a picture of 512².
      Benchmark(name: "network/vae-decode-512", work: .operations(2.48e12)) {
        let latent = Tensor.randomNormal([1, 16, 64, 64], seed: 1)
        return { autoencoder.decode(latent) }
      })
  }
  if let encoder = try folder.textEncoder() { all += t5Network(encoder) }
  if let (model, byteCount) = try folder.languageModel() {
    all += languageNetwork(model, byteCount: byteCount)
  }
  return all
}

/// A step of FLUX at 512² and 1024² with T5's 512 tokens of text, and at 512² with the 256 that
/// stable-diffusion.cpp gives it.
private func fluxNetwork(_ transformer: FluxTransformer) -> [Benchmark] {
  let cases = [("flux-512", 512, 512), ("flux-1024", 1024, 512), ("flux-text-256", 512, 256)]
  return cases.map { name, size, text in
    transformerBenchmark(
      "network/\(name)", transformer, transformer.configuration, text: text, rows: size / 16)
  }
}

/// T5 on 256 and 512 tokens.
private func t5Network(_ encoder: T5Encoder) -> [Benchmark] {
  let c = encoder.configuration
  // Queries, keys, values, output and the gated MLP.
  let weights = 4 * c.width * c.heads * c.headWidth + 3 * c.width * c.mlpWidth
  return [256, 512].map { tokens in
    Benchmark(
      name: "network/t5-\(tokens)", work: .operations(2 * Double(tokens * c.depth * weights))
    ) {
      let ids = Tensor((0..<tokens).map { Int32($0 * 37 % 32000) }, shape: [1, tokens])
      return { encoder(ids) }
    }
  }
}

/// A language model reading a prompt of 300 tokens, without its head, and going on from there token by
/// token, with it.
private func languageNetwork(_ model: Qwen2, byteCount: Int) -> [Benchmark] {
  let c = model.configuration
  // Queries, output, keys, values and the gated MLP.
  let weights = 2 * c.width * (c.heads + c.keyHeads) * c.headWidth + 3 * c.width * c.mlpWidth
  let prompt = (0..<300).map { Int32($0 * 37 % 100_000) }
  let ids = Tensor(prompt, shape: [1, prompt.count])
  func read(_ cache: inout Qwen2Cache) -> Tensor { model(model.embedded(ids), cache: &cache) }
  return [
    Benchmark(
      name: "network/lm-prefill-300",
      work: .operations(2 * Double(prompt.count * c.depth * weights))
    ) {
      {
        var cache = Qwen2Cache(c)
        return read(&cache)
      }
    },
    Benchmark(name: "network/lm-decode", work: .reading(Double(byteCount))) {
      var cache = Qwen2Cache(c, capacity: 1024)
      _ = read(&cache)
      let token = Tensor([Int32(5)], shape: [1, 1])
      return { model.logits(model(model.embedded(token), cache: &cache)) }
    },
  ]
}
