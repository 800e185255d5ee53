import Layers
import Tensors
import Testing

@Suite struct KeyRenamingTests {
  private func renamed(
    _ names: [String], _ rules: [KeyRenaming.Rule]
  ) throws(WeightError) -> [String] {
    let tensors = names.map { ($0, Tensor.zeros([2])) }
    let checkpoint = Checkpoint(Dictionary(uniqueKeysWithValues: tensors))
    return try checkpoint.renamed(by: KeyRenaming(rules)).names
  }

  @Test func `numbers are carried over and the rest of the key stays`() throws {
    let rule = KeyRenaming.Rule.rename("down.#.block.#", to: "levels.#.resnets.#")
    #expect(
      try renamed(["down.3.block.12.conv.weight"], [rule])
        == ["levels.3.resnets.12.conv.weight"])
  }

  @Test func `a pattern covers whole components only`() throws {
    let rules: [KeyRenaming.Rule] = [.rename("mid.q", to: "mid.query"), .rename("a.#", to: "b.#")]
    let names = ["a.weight", "a.1x", "mid.q_norm", "mid"]
    #expect(try renamed(names, rules) == names.sorted())
    #expect(try renamed(["mid.q", "mid.q.weight"], rules) == ["mid.query", "mid.query.weight"])
  }

  @Test func `the first rule that fits is the only one`() throws {
    let rules: [KeyRenaming.Rule] = [
      .rename("a.shortcut", to: "b.skip"), .rename("a", to: "b"), .rename("b", to: "c"),
    ]
    #expect(try renamed(["a.shortcut.x", "a.y"], rules) == ["b.skip.x", "b.y"])
  }

  @Test func `an empty new name drops a prefix`() throws {
    #expect(
      try renamed(["model.diffusion_model.x.weight"], [.rename("model.diffusion_model", to: "")])
        == ["x.weight"])
  }

  @Test func `rows of one tensor become several, with their bias`() throws {
    let checkpoint = Checkpoint([
      "block.7.qkv.weight": Tensor((0..<12).map(Float.init), shape: [6, 2]),
      "block.7.qkv.bias": Tensor((0..<6).map(Float.init), shape: [6]),
    ])
    let weights = Weights(
      try checkpoint.renamed(
        by: KeyRenaming([
          .split("block.#.qkv", rows: [1, 2, 3], to: ["b.#.q", "b.#.k", "b.#.v"])
        ])))
    #expect(try weights.tensor("b.7.q.weight", shape: [1, 2]).floats() == [0, 1])
    #expect(try weights.tensor("b.7.k.weight", shape: [2, 2]).floats() == [2, 3, 4, 5])
    #expect(try weights.tensor("b.7.v.bias", shape: [3]).floats() == [3, 4, 5])
    #expect(weights.checkpoint.unread.isEmpty)
  }

  @Test func `other rows than the rule divides are refused`() throws {
    let checkpoint = Checkpoint(["qkv.weight": .zeros([7, 2])], path: "flux.safetensors")
    let error = #expect(throws: WeightError.self) {
      try checkpoint.renamed(
        by: KeyRenaming([.split("qkv", rows: [2, 2, 2], to: ["q", "k", "v"])]))
    }
    #expect(
      error?.description
        == "flux.safetensors: expected 'qkv.weight' of 6 rows, found [7, 2]")
  }

  @Test func `two tensors for one name are refused`() throws {
    let checkpoint = Checkpoint(["a.x": .zeros([1]), "b.x": .zeros([1])], path: "f.safetensors")
    let error = #expect(throws: WeightError.self) {
      try checkpoint.renamed(by: KeyRenaming([.rename("a", to: "b")]))
    }
    #expect(error?.description == "f.safetensors: expected one of 'b.x' and 'a.x', found both")
  }
}
