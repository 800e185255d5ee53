import Formats
import Layers
import TestSupport
import Tensors
import Testing

@Suite struct CheckpointTests {
  @Test func `names are sorted and shapes known`() {
    let checkpoint = Checkpoint(["b": .zeros([2, 3]), "a": .zeros([])])
    #expect(checkpoint.names == ["a", "b"])
    #expect(checkpoint.shape(of: "b") == [2, 3])
    #expect(checkpoint.shape(of: "c") == nil)
  }

  @Test func `what no network asked for is unread, under its stored name`() throws {
    let checkpoint = Checkpoint([
      "old.weight": .zeros([2]), "old.extra": .zeros([1]), "buffer": .zeros([1]),
    ])
    let renamed = try checkpoint.renamed(by: KeyRenaming([.rename("old", to: "new")]))
    let weights = Weights(renamed)
    _ = try weights["new"].tensor("weight", shape: [2])
    weights.skip("buffer")
    #expect(renamed.unread == ["old.extra"])
    #expect(checkpoint.unread == ["old.extra"])
  }

  @Test func `a file, a folder and an index open alike`() throws {
    let folder = try TemporaryFolder()
    let values = Tensor([1, 2, 3] as [Float], shape: [3])
    try SafetensorsFile.write(["a.weight": values], to: folder.file("model.safetensors"))
    for path in [folder.path, folder.file("model.safetensors")] {
      let weight = try Weights(Checkpoint(opening: path))["a"].tensor("weight", shape: [3])
      #expect(weight.floats() == [1, 2, 3])
    }

    let shards = try TemporaryFolder()
    try SafetensorsFile.write(["a": values], to: shards.file("1.safetensors"))
    try SafetensorsFile.write(["b": values + 1], to: shards.file("2.safetensors"))
    let index = #"{"weight_map": {"a": "1.safetensors", "b": "2.safetensors"}}"#
    try shards.write(Array(index.utf8), to: "diffusion_pytorch_model.safetensors.index.json")
    let both = try Checkpoint(opening: shards.path)
    #expect(both.names == ["a", "b"])
    #expect(try Weights(both).tensor("b", shape: [3]).floats() == [2, 3, 4])
  }

  @Test func `a folder without a checkpoint is named in the error`() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: FormatError.self) { try Checkpoint(opening: folder.path) }
    #expect(
      error?.description == """
        \(folder.path): expected one of model.safetensors, diffusion_pytorch_model.safetensors, \
        model.safetensors.index.json, diffusion_pytorch_model.safetensors.index.json, \
        found none of them
        """)
  }
}
