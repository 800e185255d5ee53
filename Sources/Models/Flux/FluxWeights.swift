import Formats
public import Layers

/// The weights of a FLUX transformer, whichever form their file has.
///
/// The network asks for them under the names of diffusers' FluxTransformer2DModel, but for the last
/// modulation, which it asks for in its two halves, because the forms store them in different order.
/// The original form (black-forest-labs/flux) holds queries, keys, values, and in single-stream blocks
/// the MLP, as rows of one tensor: they are presented as views.
public struct FluxWeights: Sendable {
  /// The weights by the names the network uses.
  let weights: Weights
  /// The numbers of the network.
  public let configuration: FluxConfiguration

  /// The weights of a checkpoint that has no `config.json`: the shapes tell the numbers.
  ///
  /// - Throws: ``FormatError`` if this is not a FLUX transformer or its numbers do not fit each other;
  ///   ``WeightError`` if a fused tensor has other rows than it should.
  public init(_ checkpoint: Checkpoint) throws {
    weights = try Self.named(checkpoint)
    configuration = try FluxConfiguration(shapesOf: weights)
  }

  /// The weights of a checkpoint whose numbers are known.
  ///
  /// - Throws: ``FormatError`` if this is not a FLUX transformer; ``WeightError`` if a fused tensor has
  ///   other rows than it should.
  public init(_ checkpoint: Checkpoint, _ configuration: FluxConfiguration) throws {
    weights = try Self.named(checkpoint)
    self.configuration = configuration
  }

  /// Whether a checkpoint holds a FLUX transformer, told by its keys.
  public static func recognizes(_ checkpoint: Checkpoint) -> Bool {
    form(of: checkpoint) != nil
  }

  private enum Form {
    case diffusers
    case original(prefix: String)
  }

  private static func form(of checkpoint: Checkpoint) -> Form? {
    // img_in and x_embedder alone would fit other families too.
    for prefix in ["", "model.diffusion_model."]
    where checkpoint.contains("\(prefix)img_in.weight")
      && checkpoint.contains("\(prefix)final_layer.adaLN_modulation.1.weight")
      && checkpoint.contains("\(prefix)vector_in.in_layer.weight")
    {
      return .original(prefix: prefix)
    }
    let isDiffusers =
      checkpoint.contains("x_embedder.weight") && checkpoint.contains("norm_out.linear.weight")
      && checkpoint.contains("time_text_embed.text_embedder.linear_1.weight")
    return isDiffusers ? .diffusers : nil
  }

  private static func named(_ checkpoint: Checkpoint) throws -> Weights {
    switch form(of: checkpoint) {
    case .diffusers:
      let rows = try rows(of: "norm_out.linear.weight", in: checkpoint)
      return Weights(try checkpoint.renamed(by: diffusersForm(width: rows / 2)))
    case .original(let prefix):
      let stripped = try checkpoint.renamed(
        by: KeyRenaming([.rename(String(prefix.dropLast()), to: "")]))
      let width = try rows(of: "img_in.weight", in: stripped)
      // A network may be without single-stream blocks, and then without their MLPs.
      let key = "single_blocks.0.linear1.weight"
      let fused = stripped.contains(key) ? try rows(of: key, in: stripped) : 0
      let mlpWidth = max(0, fused - 3 * width)
      return Weights(try stripped.renamed(by: originalForm(width: width, mlpWidth: mlpWidth)))
    case nil:
      throw FormatError(
        file: checkpoint.path, expected: "a FLUX transformer",
        found: "no tensor 'x_embedder.weight' or 'img_in.weight' beside its other parts")
    }
  }

  /// The rows of a stored tensor, which fused tensors are divided by.
  private static func rows(
    of name: String, in checkpoint: Checkpoint
  ) throws(FormatError) -> Int {
    let believed = 1...ConfigurationFile.largestWidth
    let shape = checkpoint.shape(of: name) ?? []
    guard let rows = shape.first, believed.contains(rows) else {
      throw FormatError(
        file: checkpoint.path, expected: "'\(name)' with rows in \(believed)",
        found: "shape \(shape)")
    }
    return rows
  }

  private static func diffusersForm(width w: Int) -> KeyRenaming {
    KeyRenaming([
      .split("norm_out.linear", rows: [w, w], to: ["norm_out.scale", "norm_out.shift"])
    ])
  }

  private static func originalForm(width w: Int, mlpWidth mlp: Int) -> KeyRenaming {
    let time = "time_text_embed"
    let double = "transformer_blocks.#"
    let single = "single_transformer_blocks.#"
    return KeyRenaming([
      .rename("img_in", to: "x_embedder"),
      .rename("txt_in", to: "context_embedder"),
      .rename("time_in.in_layer", to: "\(time).timestep_embedder.linear_1"),
      .rename("time_in.out_layer", to: "\(time).timestep_embedder.linear_2"),
      .rename("guidance_in.in_layer", to: "\(time).guidance_embedder.linear_1"),
      .rename("guidance_in.out_layer", to: "\(time).guidance_embedder.linear_2"),
      .rename("vector_in.in_layer", to: "\(time).text_embedder.linear_1"),
      .rename("vector_in.out_layer", to: "\(time).text_embedder.linear_2"),

      .rename("double_blocks.#.img_mod.lin", to: "\(double).norm1.linear"),
      .rename("double_blocks.#.txt_mod.lin", to: "\(double).norm1_context.linear"),
      .split(
        "double_blocks.#.img_attn.qkv", rows: [w, w, w],
        to: ["\(double).attn.to_q", "\(double).attn.to_k", "\(double).attn.to_v"]),
      .split(
        "double_blocks.#.txt_attn.qkv", rows: [w, w, w],
        to: ["\(double).attn.add_q_proj", "\(double).attn.add_k_proj", "\(double).attn.add_v_proj"]),
      .rename("double_blocks.#.img_attn.norm.query_norm.scale", to: "\(double).attn.norm_q.weight"),
      .rename("double_blocks.#.img_attn.norm.key_norm.scale", to: "\(double).attn.norm_k.weight"),
      .rename(
        "double_blocks.#.txt_attn.norm.query_norm.scale", to: "\(double).attn.norm_added_q.weight"),
      .rename(
        "double_blocks.#.txt_attn.norm.key_norm.scale", to: "\(double).attn.norm_added_k.weight"),
      .rename("double_blocks.#.img_attn.proj", to: "\(double).attn.to_out.0"),
      .rename("double_blocks.#.txt_attn.proj", to: "\(double).attn.to_add_out"),
      .rename("double_blocks.#.img_mlp.0", to: "\(double).ff.net.0.proj"),
      .rename("double_blocks.#.img_mlp.2", to: "\(double).ff.net.2"),
      .rename("double_blocks.#.txt_mlp.0", to: "\(double).ff_context.net.0.proj"),
      .rename("double_blocks.#.txt_mlp.2", to: "\(double).ff_context.net.2"),

      .rename("single_blocks.#.modulation.lin", to: "\(single).norm.linear"),
      .split(
        "single_blocks.#.linear1", rows: [w, w, w, mlp],
        to: [
          "\(single).attn.to_q", "\(single).attn.to_k", "\(single).attn.to_v", "\(single).proj_mlp",
        ]),
      .rename("single_blocks.#.linear2", to: "\(single).proj_out"),
      .rename("single_blocks.#.norm.query_norm.scale", to: "\(single).attn.norm_q.weight"),
      .rename("single_blocks.#.norm.key_norm.scale", to: "\(single).attn.norm_k.weight"),

      .rename("final_layer.linear", to: "proj_out"),
      .split(
        "final_layer.adaLN_modulation.1", rows: [w, w], to: ["norm_out.shift", "norm_out.scale"]),
    ])
  }
}
