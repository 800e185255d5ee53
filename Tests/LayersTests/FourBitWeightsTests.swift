import Formats
import Layers
import TestSupport
import Tensors
import Testing

@Suite struct FourBitWeightsTests {
  private static let path = "\(Fixture.folder())/FourBits/matrices.safetensors"

  @Test(arguments: ["nested", "plain", "half", "fp4", "odd"])
  func `the numbers are the published ones, to the bit`(name: String) throws {
    let checkpoint = try Checkpoint(opening: Self.path)
    let expected = try SafetensorsFile(Self.path).tensor("wide.\(name)").converted(to: .float32)
    let weights = Weights(checkpoint)[name]
    #expect(try weights.tensor("weight", shape: expected.shape).floats() == expected.floats())
  }

  @Test func `a linear map uses the codes where they lie, and its parts count as read`() throws {
    let checkpoint = try Checkpoint(opening: Self.path)
    let linear = try Linear(Weights(checkpoint)["nested"], from: 128, to: 140, bias: false)
    guard case .table = linear.weight else {
      Issue.record("the weight was widened")
      return
    }
    let x = Tensor.randomNormal([3, 128], seed: 1)
    let wide = try SafetensorsFile(Self.path).tensor("wide.nested")
    expectClose(linear(x), x.linear(wide), relative: 1e-5)
    #expect(!checkpoint.unread.contains { $0.hasPrefix("nested") })
  }

  @Test func `rows are split off with their scales`() throws {
    let wide = try SafetensorsFile(Self.path).tensor("wide.plain")
    let split = try Checkpoint(opening: Self.path).renamed(
      by: KeyRenaming([.split("plain", rows: [5, 19], to: ["a", "b"])]))
    let part = try Weights(split)["b"].tensor("weight", shape: [19, 40])
    #expect(part.floats() == wide.sliced(axis: 0, 5..<24).contiguous().floats())
  }

  /// A file of one weight of 128 numbers, some of whose parts are replaced, or left out.
  private static func fault(
    _ changes: [String: (type: String, shape: [Int], bytes: [UInt8])?] = [:],
    state: String? = nil
  ) throws -> String? {
    let text = Array(
      (state ?? #"{"quant_type": "nf4", "blocksize": 64, "dtype": "float32", "shape": [2, 64]}"#)
        .utf8)
    var parts: [String: (type: String, shape: [Int], bytes: [UInt8])] = [
      "": ("U8", [64, 1], [UInt8](repeating: 0, count: 64)),
      ".absmax": ("F32", [2], [UInt8](repeating: 0, count: 8)),
      ".quant_map": ("F32", [16], [UInt8](repeating: 0, count: 64)),
      ".quant_state.bitsandbytes__nf4": ("U8", [text.count], text),
    ]
    for (name, change) in changes { parts[name] = change }
    let folder = try TemporaryFolder()
    let file = StoredDraft(
      parts.sorted { $0.key < $1.key }.map {
        .init("a.weight" + $0.key, $0.value.type, $0.value.shape, $0.value.bytes)
      })
    let path = try folder.write(file.bytes, to: "a.safetensors")
    let error = #expect(throws: FormatError.self) { try Checkpoint(opening: path) }
    return error?.description.replacing(folder.path, with: "")
      .replacing(#/, byte \d+/#, with: "")
  }

  private static let prefix = "/a.safetensors: expected "

  @Test(arguments: ["", ".absmax", ".quant_map"])
  func `a missing part is named`(part: String) throws {
    #expect(
      try Self.fault([part: nil])
        == Self.prefix + "'a.weight\(part)' beside 'a.weight.quant_state.bitsandbytes__nf4',"
        + " found none")
  }

  @Test func `scales without a state are told`() throws {
    #expect(
      try Self.fault([".quant_state.bitsandbytes__nf4": nil])
        == Self.prefix + "'a.weight.quant_state.bitsandbytes__nf4' or '…fp4' beside"
        + " 'a.weight.absmax', found neither")
  }

  @Test func `parts of another size or type are told`() throws {
    #expect(
      try Self.fault(["": ("U8", [63, 1], [UInt8](repeating: 0, count: 63))])
        == Self.prefix + "64 of uint8 in 'a.weight', found U8 of shape [63, 1]")
    #expect(
      try Self.fault([".absmax": ("F32", [1], [0, 0, 0, 0])])
        == Self.prefix + "2 of float32 in 'a.weight.absmax', found F32 of shape [1]")
    #expect(
      try Self.fault([".quant_map": ("F16", [16], [UInt8](repeating: 0, count: 32))])
        == Self.prefix + "16 of float32 in 'a.weight.quant_map', found F16 of shape [16]")
  }

  @Test func `scales that are looked up need their table and scales`() throws {
    let state = #"""
      {"quant_type": "nf4", "blocksize": 64, "dtype": "float32", "shape": [2, 64],
       "nested_blocksize": 256, "nested_dtype": "float32", "nested_offset": 0.5}
      """#
    #expect(
      try Self.fault([".absmax": ("U8", [2], [0, 0])], state: state)
        == Self.prefix + "'a.weight.nested_quant_map' beside"
        + " 'a.weight.quant_state.bitsandbytes__nf4', found none")
  }

  @Test(arguments: [
    (
      #"{"blocksize": 63, "dtype": "float32", "shape": [2, 64]}"#, "an even count, found 63"
    ),
    (
      #"{"blocksize": 64, "dtype": "int8", "shape": [2, 64]}"#,
      "bfloat16, float16, float32, found int8"
    ),
    (
      #"{"blocksize": 64, "dtype": "float32", "shape": [2, -64]}"#,
      "the length of an axis of 'a.weight', found -64"
    ),
    (
      #"{"blocksize": 64, "dtype": "float32", "shape": [4294967296, 4294967296]}"#,
      "the length of an axis of 'a.weight', found 4294967296"
    ),
  ])
  func `a state that says what cannot be is told`(state: String, fault: String) throws {
    #expect(
      try Self.fault(state: state)
        == "'a.weight.quant_state.bitsandbytes__nf4' of /a.safetensors: expected \(fault)")
  }
}
