import Formats
import Layers
import TestSupport
import Tensors
import Testing

@testable import Models

@Suite struct FluxWeightsTests {
  @Test func `a checkpoint of another family is not taken for FLUX`() throws {
    let other = Checkpoint(["x_embedder.weight": .zeros([4, 4])], path: "other.safetensors")
    #expect(!FluxWeights.recognizes(other))
    let error = #expect(throws: FormatError.self) { try FluxWeights(other) }
    #expect(
      error?.description
        == "other.safetensors: expected a FLUX transformer, found no tensor 'x_embedder.weight' or "
        + "'img_in.weight' beside its other parts")
  }

  @Test(arguments: ["transformer.guided", "transformer.original-form"])
  func `both forms are recognized`(name: String) throws {
    #expect(FluxWeights.recognizes(try Fixture("Flux", name).checkpoint()))
  }

  @Test func `a missing weight is named as the file would name it`() throws {
    let fixture = try Fixture("Flux", "transformer.guided")
    var weights = try fixture.weights()
    weights["transformer_blocks.1.attn.to_out.0.weight"] = nil
    let checkpoint = Checkpoint(weights, path: "flux.safetensors")
    let error = #expect(throws: WeightError.self) {
      try FluxTransformer(FluxWeights(checkpoint, try fixture.fluxConfiguration()))
    }
    #expect(error?.key == "transformer_blocks.1.attn.to_out.0.weight")
  }

  @Test func `a weight of another shape is reported under its stored name`() throws {
    let fixture = try Fixture("Flux", "transformer.original-form")
    var weights = try fixture.weights()
    let key = "model.diffusion_model.double_blocks.0.img_mlp.2.weight"
    weights[key] = .zeros([24, 95])
    let checkpoint = Checkpoint(weights, path: "flux.safetensors")
    let error = #expect(throws: WeightError.self) {
      try FluxTransformer(FluxWeights(checkpoint, try fixture.fluxConfiguration()))
    }
    #expect(
      error?.description
        == "flux.safetensors: expected '\(key)' of shape [24, 96], found [24, 95]")
  }

  @Test func `fused rows that cannot be divided are reported`() throws {
    let fixture = try Fixture("Flux", "transformer.original-form")
    var weights = try fixture.weights()
    let key = "model.diffusion_model.double_blocks.0.img_attn.qkv.weight"
    weights[key] = .zeros([71, 24])
    let error = #expect(throws: WeightError.self) {
      try FluxWeights(Checkpoint(weights), try fixture.fluxConfiguration())
    }
    #expect(error?.key == key)
  }

  @Test func `a checkpoint without any one of its tensors is refused`() throws {
    let fixture = try Fixture("Flux", "transformer.original-form")
    let (weights, configuration) = (try fixture.weights(), try fixture.fluxConfiguration())
    // One block of each kind: others are asked for in the same way.
    for key in weights.keys where !key.contains("_blocks.1.") {
      var others = weights
      others[key] = nil
      #expect(throws: (any Error).self, "without \(key)") {
        try FluxTransformer(FluxWeights(Checkpoint(others), configuration))
      }
    }
  }

  @Test(arguments: ["transformer.guided", "transformer.original-form"])
  func `a checkpoint with any one tensor out of shape is refused`(name: String) throws {
    let fixture = try Fixture("Flux", name)
    let (weights, configuration) = (try fixture.weights(), try fixture.fluxConfiguration())
    for (i, key) in weights.keys.sorted().enumerated() {
      let right = try #require(weights[key]).shape
      let shapes = [[], [0], [3], right + [1], [0] + right, right.map { $0 + 1 }]
      let shape = shapes[i % shapes.count]
      var others = weights
      others[key] = .zeros(shape)
      #expect(throws: (any Error).self, "\(key) of \(shape)") {
        try FluxTransformer(FluxWeights(Checkpoint(others), configuration))
      }
      // Without a configuration the shapes are asked first, and must not be believed either.
      #expect(throws: (any Error).self) { try FluxWeights(Checkpoint(others)) }
    }
  }
}
