import Layers
import TestSupport
import Tensors
import Testing

/// Each layer against torch, at odd widths.
@Suite struct LayerTests {
  private func weights(_ fixture: Fixture) throws -> Weights {
    Weights(Checkpoint(try fixture.weights()))
  }

  @Test(arguments: ["linear.from7-to5", "linear.from7-to5-nobias"])
  func `a linear map is that of torch`(name: String) throws {
    let fixture = try Fixture("Layers", name)
    let layer = try Linear(
      weights(fixture), from: 7, to: 5, bias: !name.hasSuffix("nobias"))
    expectClose(layer(try fixture.input("x")), try fixture.output("y"), relative: 1e-6)
  }

  @Test func `a 1 × 1 convolution is taken as a linear map`() throws {
    let fixture = try Fixture("Layers", "linear.from7-to5")
    var stored = try fixture.weights()
    stored["weight"] = stored["weight"]?.reshaped([5, 7, 1, 1])
    let layer = try Linear(Weights(Checkpoint(stored)), from: 7, to: 5)
    expectClose(layer(try fixture.input("x")), try fixture.output("y"), relative: 1e-6)
  }

  @Test func `a layer norm is that of torch, and can do without learned parts`() throws {
    let fixture = try Fixture("Layers", "layer-norm.width33")
    let x = try fixture.input("x")
    let layer = try LayerNorm(weights(fixture), width: 33, epsilon: 1e-5)
    expectClose(layer(x), try fixture.output("y"), relative: 1e-6)
    let stored = try fixture.weights()
    let plain = LayerNorm(epsilon: 1e-5)(x)
    expectClose(
      plain * (try #require(stored["weight"])) + (try #require(stored["bias"])),
      try fixture.output("y"), relative: 1e-6)
  }

  @Test func `a root-mean-square norm is that of transformers`() throws {
    let fixture = try Fixture("Layers", "rms-norm.width33")
    let layer = try RMSNorm(weights(fixture), width: 33, epsilon: 1e-6)
    expectClose(layer(try fixture.input("x")), try fixture.output("y"), relative: 1e-6)
  }

  @Test func `a group norm is that of torch`() throws {
    let fixture = try Fixture("Layers", "group-norm.groups3-channels12")
    let layer = try GroupNorm(weights(fixture), groups: 3, channels: 12, epsilon: 1e-6)
    expectClose(layer(try fixture.input("x")), try fixture.output("y"), relative: 1e-6)
  }

  @Test func `convolutions are those of torch`() throws {
    let same = try Fixture("Layers", "convolution.size3")
    let centred = try Convolution2D(weights(same), from: 3, to: 5, size: 3)
    expectClose(centred(try same.input("x")), try same.output("y"), relative: 1e-6)

    let large = try Fixture("Layers", "convolution.size7-stride2-nobias")
    let halving = try Convolution2D(
      weights(large), from: 3, to: 4, size: 7, stride: 2, bias: false)
    expectClose(halving(try large.input("x")), try large.output("y"), relative: 1e-6)

    let corner = try Fixture("Layers", "convolution.size3-stride2-bottom-right")
    let padded = try Convolution2D(
      weights(corner)["1"], from: 4, to: 4, size: 3, stride: 2,
      padding: Padding2D(top: 0, bottom: 1, left: 0, right: 1))
    expectClose(padded(try corner.input("x")), try corner.output("y"), relative: 1e-6)
  }

  @Test func `an embedding looks rows up`() throws {
    let table = Tensor((0..<6).map(Float.init), shape: [3, 2])
    let layer = try Embedding(Weights(Checkpoint(["weight": table])), count: 3, width: 2)
    let ids = Tensor([2, 0, 2, 1] as [Int64], shape: [2, 2])
    #expect(layer(ids).shape == [2, 2, 2])
    #expect(layer(ids).floats() == [4, 5, 0, 1, 4, 5, 2, 3])
    #expect(layer.first(2).floats() == [0, 1, 2, 3])
  }

  @Test(arguments: Activation.allCases)
  func `an activation is that of transformers by the same name`(activation: Activation) throws {
    let fixture = try Fixture("Layers", "activations")
    expectClose(
      activation(try fixture.input("x")), try fixture.output(activation.rawValue), relative: 1e-6)
  }

  @Test func `attention of several heads is that of torch`() throws {
    let fixture = try Fixture("Layers", "attention.heads3-width4")
    let (q, k, v) = (try fixture.input("q"), try fixture.input("k"), try fixture.input("v"))
    expectClose(attention(q, k, v, heads: 3), try fixture.output("plain"), relative: 1e-6)
    expectClose(
      attention(q, k, v, heads: 3, scale: 1, bias: try fixture.input("bias")),
      try fixture.output("biased"), relative: 1e-6)
    expectClose(
      attention(k, v, k, heads: 3, causal: true), try fixture.output("causal"), relative: 1e-6)
  }

  @Test func `rotary turns queries and keys and leaves values`() {
    let x = Tensor.randomNormal([1, 2, 3 * 4], seed: 3)
    let angles = Tensor([0, 0, 0.5, 1] as [Float], shape: [2, 2])
    let rotary = Rotary(cosine: angles.cos(), sine: angles.sin(), pairing: .neighbours)
    let turned = rotary(x.splitIntoHeads(3)).joinedHeads()
    expectClose(
      attention(x, x, x, heads: 3, rotary: rotary), attention(turned, turned, x, heads: 3),
      relative: 1e-6)
    // The first token's angles are zero.
    #expect(turned.selected(axis: 1, at: 0).floats() == x.selected(axis: 1, at: 0).floats())
    let (a, b) = (x.floats()[12], x.floats()[13])
    let (cosine, sine) = (Float(0.87758256), Float(0.47942554))
    expectClose(
      Array(turned.floats()[12...13]), [a * cosine - b * sine, a * sine + b * cosine],
      relative: 1e-6)
  }
}
