import Formats
import Layers
import TestSupport
import Tensors
import Testing

@Suite struct Float8ScalesTests {
  private static func fault(
    _ tensors: [StoredDraft.Tensor], metadata: [String: String] = [:]
  ) throws -> String? {
    let folder = try TemporaryFolder()
    var draft = StoredDraft(tensors)
    draft.metadata = metadata
    let path = try folder.write(draft.bytes, to: "a.safetensors")
    let error = #expect(throws: FormatError.self) { try Checkpoint(opening: path) }
    return error?.description.replacing(folder.path, with: "")
  }

  @Test func `every float of eight bits has the published value`() throws {
    let path = "\(Fixture.folder())/Float8/float8.safetensors"
    let file = try SafetensorsFile(path)
    for name in ["e4m3", "e5m2"] {
      let (actual, expected) = (try file.tensor(name), try file.tensor("wide.\(name)"))
      expectClose(actual, expected, relative: 0)
      #expect(file.tensors[name]?.isFloat8 == true)
    }
  }

  @Test func `scales of both forms multiply the weight and count as read`() throws {
    let path = "\(Fixture.folder())/Float8/float8.safetensors"
    let checkpoint = try Checkpoint(opening: path)
    let plain = try Weights(checkpoint)["plain"].tensor("weight", shape: [4, 16])
    let x = Tensor.randomNormal([3, 16], seed: 1)
    for (name, scale) in [("first", Float(0.5)), ("second", 0.25)] {
      let linear = try Linear(Weights(checkpoint)[name], from: 16, to: 4, bias: false)
      expectClose(linear(x), x.linear(plain * scale), relative: 1e-6)
    }
    #expect(checkpoint.unread == ["e4m3", "e5m2", "wide.e4m3", "wide.e5m2"])
  }

  @Test func `a scaled weight is split by rows with its scale`() throws {
    let path = "\(Fixture.folder())/Float8/float8.safetensors"
    let checkpoint = try Checkpoint(opening: path)
    let whole = try Weights(checkpoint)["first"].tensor("weight", shape: [4, 16])
    let split = try checkpoint.renamed(
      by: KeyRenaming([.split("first", rows: [1, 3], to: ["a", "b"])]))
    let part = try Weights(split)["b"].tensor("weight", shape: [3, 16])
    #expect(part.floats() == whole.sliced(axis: 0, 1..<4).contiguous().floats())
  }

  @Test func `a scale of several numbers is refused`() throws {
    #expect(
      try Self.fault([
        .init("a.weight", "F8_E4M3", [2, 1], [0x38, 0x38]),
        .init("a.weight_scale", "F32", [2], [UInt8](repeating: 0, count: 8)),
      ]) == "/a.safetensors, byte 145: expected one number in 'a.weight_scale', found shape [2]")
  }

  @Test func `a layer of another format is refused`() throws {
    let text = Array(#"{"format": "nvfp4"}"#.utf8)
    #expect(
      try Self.fault([
        .init("a.weight", "F8_E4M3", [1, 1], [0x38]),
        .init("a.comfy_quant", "U8", [text.count], text),
      ])
        == "'a.comfy_quant' of /a.safetensors, byte 11: expected float8_e4m3fn or float8_e5m2,"
        + " found 'nvfp4'")
  }

  @Test func `the metadata may give the formats of layers`() throws {
    var draft = StoredDraft([
      .init("a.weight", "F8_E4M3", [1, 1], [0x38]),
      .init("a.weight_scale", "F32", [], GGUFDraft.bytes(Float(0.5).bitPattern)),
    ])
    let key = "_quantization_metadata"
    draft.metadata = [key: #"{"layers": {"a": {"format": "float8_e4m3fn"}}}"#]
    let folder = try TemporaryFolder()
    let path = try folder.write(draft.bytes, to: "a.safetensors")
    let weights = Weights(try Checkpoint(opening: path))
    #expect(try weights["a"].tensor("weight", shape: [1, 1]).floats() == [0.5])
    #expect(
      try Self.fault(draft.tensors, metadata: [key: #"{"layers": {"a": {"format": "nvfp4"}}}"#])
        == "'_quantization_metadata' of /a.safetensors, byte 28: expected float8_e4m3fn or"
        + " float8_e5m2, found 'nvfp4'")
    #expect(
      try Self.fault(draft.tensors, metadata: [key: "[]"])
        == "'_quantization_metadata' of /a.safetensors, byte 0: expected a member 'layers', found an array"
    )
  }
}
