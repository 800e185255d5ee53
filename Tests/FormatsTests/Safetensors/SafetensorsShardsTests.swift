import Formats
import Tensors
import TestSupport
import Testing

@Suite struct SafetensorsShardsTests {
  private func message(_ folder: borrowing TemporaryFolder, _ index: String) throws -> String? {
    let path = try folder.write(Array(index.utf8), to: "m.safetensors.index.json")
    let error = #expect(throws: FormatError.self) { try SafetensorsShards(index: path) }
    return error.map { $0.description.replacing(folder.path + "/", with: "") }
  }

  @Test func `tensors of all shards are found by name`() throws {
    let folder = try TemporaryFolder()
    try SafetensorsFile.write(["a": Tensor([1.0], shape: [1])], to: folder.file("1.safetensors"))
    try SafetensorsFile.write(["b": Tensor([2.0], shape: [1])], to: folder.file("2.safetensors"))
    let path = try folder.write(
      Array(#"{"weight_map": {"a": "1.safetensors", "b": "2.safetensors"}}"#.utf8),
      to: "m.safetensors.index.json")
    let shards = try SafetensorsShards(index: path)
    #expect(try shards.tensors["a"]?.tensor().floats() == [1])
    #expect(try shards.tensors["b"]?.tensor().floats() == [2])
  }

  @Test func `all missing shards are named at once`() throws {
    let folder = try TemporaryFolder()
    try SafetensorsFile.write(["a": Tensor([1.0], shape: [1])], to: folder.file("1.safetensors"))
    #expect(
      try message(
        folder,
        #"{"weight_map": {"a": "1.safetensors", "b": "3.safetensors", "c": "2.safetensors"}}"#)
        == "m.safetensors.index.json, byte 15: expected the files it names beside it, "
        + "found no 2.safetensors, 3.safetensors")
  }

  @Test func `a tensor that its shard lacks is named`() throws {
    let folder = try TemporaryFolder()
    try SafetensorsFile.write(["a": Tensor([1.0], shape: [1])], to: folder.file("1.safetensors"))
    #expect(
      try message(folder, #"{"weight_map": {"b": "1.safetensors"}}"#)
        == "m.safetensors.index.json, byte 21: expected 'b' in 1.safetensors, "
        + "found no tensor of that name there")
  }

  @Test(arguments: ["../1.safetensors", "/etc/passwd", "..", "", "a\\u0000"])
  func `a name that leads out of the folder is refused`(name: String) throws {
    let folder = try TemporaryFolder()
    let text = try #require(try message(folder, "{\"weight_map\": {\"a\": \"\(name)\"}}"))
    #expect(text.contains("expected the name of a file beside the index"))
  }
}
