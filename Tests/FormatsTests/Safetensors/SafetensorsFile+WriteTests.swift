import Formats
import Tensors
import TestSupport
import Testing

@Suite struct SafetensorsFileWriteTests {
  private let tensors = [
    "b": Tensor([1.0, 2, 3, 4, 5, 6], shape: [2, 3]),
    "a": Tensor([1.0, 2], shape: [2]).converted(to: .bfloat16),
    "é\"": Tensor([Int64(7)], shape: []),
    "bytes": Tensor(bytes: [1, 2, 3], shape: [3]),
  ]

  @Test func `what is written is read back`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a.safetensors")
    try SafetensorsFile.write(tensors, metadata: ["k": "a\nb\u{1}"], to: path)
    let file = try SafetensorsFile(path)
    #expect(file.metadata == ["k": "a\nb\u{1}"])
    #expect(file.names == ["é\"", "b", "a", "bytes"])
    for (name, tensor) in tensors {
      #expect(try file.tensor(name).bytes() == tensor.bytes())
      #expect(try file.tensor(name).shape == tensor.shape)
      #expect(try file.tensor(name).elementType == tensor.elementType)
    }
  }

  @Test func `the bytes are those the reference writes`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a.safetensors")
    let file = try Fixture("Safetensors", "writing").file
    var tensors: [String: Tensor] = [:]
    for name in file.names { tensors[name] = try file.tensor(name) }
    try SafetensorsFile.write(tensors, metadata: file.metadata, to: path)
    #expect(try Fixture.bytes(at: path) == Fixture.bytes("Safetensors", "writing.safetensors"))
  }

  @Test func `a strided view is written in row-major order`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a.safetensors")
    try SafetensorsFile.write(["t": Tensor([1.0, 2, 3, 4], shape: [2, 2]).transposed()], to: path)
    #expect(try SafetensorsFile(path).tensor("t").floats() == [1, 3, 2, 4])
  }

  @Test func `nothing but the target is left in the folder`() throws {
    let folder = try TemporaryFolder()
    try SafetensorsFile.write(tensors, to: folder.file("a.safetensors"))
    try SafetensorsFile.write(tensors, to: folder.file("a.safetensors"))
    #expect(try folder.names() == ["a.safetensors"])
  }

  @Test func `a folder that is not there is named`() throws {
    let error = #expect(throws: FormatError.self) {
      try SafetensorsFile.write([:], to: "/nowhere/a.safetensors")
    }
    #expect(
      error?.description
        == "/nowhere/a.safetensors: expected a writable path, found no such file or directory")
  }
}
