import Formats
import Layers
import Models
import Tensors

/// Evaluations of FLUX transformers: one block of each kind at the published width, for a picture of
/// 512² pixels, and the whole of critters for one of 128².
func fluxBenchmarks() -> [Benchmark] {
  let double = #"{"num_layers": 1, "num_single_layers": 0, "guidance_embeds": true}"#
  let single = #"{"num_layers": 0, "num_single_layers": 1, "guidance_embeds": true}"#
  let critters = #"""
    {"num_attention_heads": 3, "attention_head_dim": 64, "axes_dims_rope": [16, 24, 24],
     "num_layers": 3, "num_single_layers": 6, "joint_attention_dim": 128,
     "pooled_projection_dim": 128}
    """#
  return [
    fluxBenchmark("FLUX double-stream block 512²", double, text: 512, rows: 32),
    fluxBenchmark("FLUX single-stream block 512²", single, text: 512, rows: 32),
    fluxBenchmark("critters transformer 128²", critters, text: 32, rows: 8),
  ]
}

/// One evaluation of a transformer of random bfloat16 weights, for a square picture.
private func fluxBenchmark(
  _ name: String, _ configuration: String, text: Int, rows: Int
) -> Benchmark {
  let c = made {
    try FluxConfiguration(
      ConfigurationFile(JSON(Array(configuration.utf8), file: "configuration of \(name)")))
  }
  return transformerBenchmark(name, nil, c, text: text, rows: rows)
}

/// One evaluation of a transformer for a square picture, of so many tokens of text and rows of tokens
/// of the picture; where no transformer is given, of one of random weights.
func transformerBenchmark(
  _ name: String, _ transformer: FluxTransformer?, _ c: FluxConfiguration, text: Int, rows: Int
) -> Benchmark {
  let tokens = Double(text + rows * rows)
  // Queries, keys, values, output and MLP; then scores and their product with the values.
  let perBlock =
    2 * tokens * Double(4 * c.width * c.width + 2 * c.width * c.mlpWidth)
    + 4 * tokens * tokens * Double(c.width)
  let blocks = Double(c.doubleBlocks + c.singleBlocks)
  return Benchmark(name: name, work: .operations(blocks * perBlock)) {
    let transformer = transformer ?? randomTransformer(c)
    let streams = [
      FluxStream.text(.randomNormal([1, text, c.textWidth], seed: 1)),
      .image(.randomNormal([1, rows * rows, c.inputChannels], seed: 2), rows: rows, columns: rows),
    ]
    let vector = transformer.vector(
      sigma: [0.5], guidance: [3.5],
      pooled: .randomNormal([1, c.pooledWidth], seed: 3), precision: .exact)
    return { transformer(streams, vector: vector) }
  }
}

private func randomTransformer(_ c: FluxConfiguration) -> FluxTransformer {
  var tensors: [String: Tensor] = [:]
  func linear(_ name: String, from: Int, to: Int) {
    tensors["\(name).weight"] = (Tensor.randomNormal([to, from], seed: 4) * 0.02)
      .converted(to: .bfloat16)
    tensors["\(name).bias"] = .zeros([to], .bfloat16)
  }
  func norms(_ names: [String]) {
    for name in names { tensors["\(name).weight"] = .full(1, [c.headWidth]) }
  }
  let w = c.width
  linear("x_embedder", from: c.inputChannels, to: w)
  linear("context_embedder", from: c.textWidth, to: w)
  for (part, width) in [("timestep", 256), ("guidance", 256), ("text", c.pooledWidth)] {
    linear("time_text_embed.\(part)_embedder.linear_1", from: width, to: w)
    linear("time_text_embed.\(part)_embedder.linear_2", from: w, to: w)
  }
  for i in 0..<c.doubleBlocks {
    let block = "transformer_blocks.\(i)"
    for side in ["", "_context"] {
      linear("\(block).norm1\(side).linear", from: w, to: 6 * w)
      linear("\(block).ff\(side).net.0.proj", from: w, to: c.mlpWidth)
      linear("\(block).ff\(side).net.2", from: c.mlpWidth, to: w)
    }
    for part in ["to_q", "to_k", "to_v", "to_out.0", "to_add_out"] {
      linear("\(block).attn.\(part)", from: w, to: w)
    }
    for part in ["add_q_proj", "add_k_proj", "add_v_proj"] {
      linear("\(block).attn.\(part)", from: w, to: w)
    }
    norms(["norm_q", "norm_k", "norm_added_q", "norm_added_k"].map { "\(block).attn.\($0)" })
  }
  for i in 0..<c.singleBlocks {
    let block = "single_transformer_blocks.\(i)"
    linear("\(block).norm.linear", from: w, to: 3 * w)
    for part in ["to_q", "to_k", "to_v"] { linear("\(block).attn.\(part)", from: w, to: w) }
    norms(["\(block).attn.norm_q", "\(block).attn.norm_k"])
    linear("\(block).proj_mlp", from: w, to: c.mlpWidth)
    linear("\(block).proj_out", from: w + c.mlpWidth, to: w)
  }
  linear("norm_out.linear", from: w, to: 2 * w)
  linear("proj_out", from: w, to: c.outputChannels)
  return made { try FluxTransformer(FluxWeights(Checkpoint(tensors), c)) }
}

/// What the benchmark's own text or weights make, which cannot be faulty unless the benchmark is.
private func made<Value>(_ make: () throws -> Value) -> Value {
  do {
    return try make()
  } catch {
    preconditionFailure("\(error)")
  }
}
