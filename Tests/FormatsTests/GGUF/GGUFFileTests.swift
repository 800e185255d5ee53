import Formats
import TestSupport
import Tensors
import Testing

@Suite struct GGUFFileTests {
  static let path = "\(Fixture.folder())/GGUF/types.gguf"

  @Test func `tensors are those that the reference reads, outermost axis first`() throws {
    let file = try GGUFFile(Self.path)
    let expected = try Fixture("GGUF", "types")
    #expect(
      file.names == ["float32", "float16", "bfloat16", "int8", "matrix", "flattened", "row"])
    for name in ["float32", "bfloat16", "matrix", "row"] {
      let (tensor, published) = (try file.tensor(name), try expected.output(name))
      #expect(tensor.shape == published.shape)
      #expect(tensor.floats() == published.floats())
    }
    #expect(try file.tensor("float16").floats() == [1, -2.5, 3, 4, 5, 6])
    #expect(try file.tensor("bfloat16").elementType == .bfloat16)
  }

  @Test func `metadata has a value of each type`() throws {
    let metadata = try GGUFFile(Self.path).metadata
    #expect(metadata["general.architecture"] == .text("flux"))
    #expect(metadata["test.unsigned"] == .unsigned(7))
    #expect(metadata["test.signed"] == .signed(-7))
    #expect(metadata["test.number"] == .number(0.5))
    #expect(metadata["test.bool"] == .bool(true))
    #expect(metadata["test.text"] == .text(#"é "quoted""#))
    #expect(metadata["test.integers"] == .array(count: 3, integers: [1, -2, 3]))
    #expect(metadata["test.texts"] == .array(count: 2, integers: nil))
  }

  @Test func `a tensor that was flattened to be packed has its own shape`() throws {
    let file = try GGUFFile(Self.path)
    let expected = try Fixture("GGUF", "types").output("flattened")
    #expect(try file.tensor("flattened").shape == [2, 3, 4, 8])
    #expect(try file.tensor("flattened").floats() == expected.floats())
    #expect(file.tensors["flattened"]?.blockMatrix == nil)
  }

  @Test func `a matrix in blocks is read where it lies`() throws {
    let file = try GGUFFile(Self.path)
    let matrix = try #require(file.tensors["matrix"]?.blockMatrix)
    #expect(matrix.shape == [3, 512] && matrix.format == .q4K)
    #expect(try matrix.widened().floats() == file.tensor("matrix").floats())
    #expect(file.tensors["row"]?.blockMatrix == nil)
  }

  @Test func `a type that nothing computes with is named when it is read`() throws {
    let file = try GGUFFile(Self.path)
    let error = #expect(throws: FormatError.self) { try file.tensor("int8") }
    #expect(
      error?.description.hasSuffix(
        "expected elements of a type Weft computes with in 'int8', found I8") == true)
  }

  @Test func `a file is known by its first bytes`() throws {
    let folder = try TemporaryFolder()
    #expect(try GGUFFile.recognizes(Self.path))
    #expect(try !GGUFFile.recognizes(folder.write([0x47, 0x47, 0x55], to: "a.gguf")))
  }
}
