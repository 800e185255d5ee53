import Formats
import Tensors
import TestSupport
import Testing

@Suite struct SafetensorsFileTests {
  /// The bytes of a file with that header and that many bytes of data.
  private func file(_ header: String, data: Int) -> [UInt8] {
    let length = UInt64(header.utf8.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(header.utf8)
      + (0..<data).map { UInt8(truncatingIfNeeded: $0) }
  }

  private func message(_ bytes: [UInt8]) throws -> String? {
    let folder = try TemporaryFolder()
    let path = try folder.write(bytes, to: "a.safetensors")
    let error = #expect(throws: FormatError.self) { try SafetensorsFile(path) }
    return error.map { $0.description.replacing(folder.path + "/", with: "") }
  }

  @Test func `tensors and metadata of a file written by the reference are read`() throws {
    let file = try Fixture("Safetensors", "types").file
    #expect(file.metadata == ["source": "safetensors", "text": "é \"quoted\""])
    #expect(try file.tensor("float32").floats() == [1, -2.5, 3, 4, 5, 6])
    #expect(try file.tensor("float32").shape == [2, 3])
    #expect(try file.tensor("bfloat16").floats() == [1, -2.5, 3])
    #expect(try file.tensor("float16").floats() == [1, -2.5, 3])
    #expect(try file.tensor("int32").int64s() == [1, -2])
    #expect(try file.tensor("int64").int64s() == [1, -2])
    #expect(try file.tensor("uint8").bytes() == [0, 255])
    #expect(try file.tensor("bool").bytes() == [1, 0])
    #expect(try file.tensor("scalar").shape == [])
    #expect(try file.tensor("scalar").floats() == [7])
    #expect(try file.tensor("empty").shape == [0, 3])
  }

  @Test func `a type that tensors lack is named when its tensor is wanted`() throws {
    let file = try Fixture("Safetensors", "types").file
    #expect(file.tensors["float64"]?.shape == [2])
    let error = #expect(throws: FormatError.self) { try file.tensor("float64") }
    #expect(error?.expected == "elements of a type Weft computes with in 'float64'")
    #expect(error?.found == "F64")
  }

  @Test func `white space around the header is accepted`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(file("  {}\n ", data: 0), to: "a.safetensors")
    #expect(try SafetensorsFile(path).names == [])
  }

  @Test func `data at an odd place is read`() throws {
    let header =
      #"{"b":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"#
      + #""a":{"dtype":"F32","shape":[1],"data_offsets":[1,5]}}"#
    let folder = try TemporaryFolder()
    let bytes = Array(file(header, data: 1)) + [0, 0, 128, 63]
    let path = try folder.write(bytes, to: "a.safetensors")
    #expect(try SafetensorsFile(path).tensor("a").floats() == [1])
  }

  @Test(arguments: [
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}"#, 12,
      "byte 9: expected 'a' to begin at data byte 0, found 4"
    ),
    (
      #"{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}"#,
      3, "byte 61: expected 'b' to begin at data byte 2, found 1"
    ),
    (
      #"{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}"#, 3,
      "byte 63: expected 2 bytes of data, found 3"
    ),
    (
      #"{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}"#, 3,
      "byte 64: expected 4 bytes of data, found 3"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, 4,
      "byte 9: expected 8 bytes for F32 [2] of 'a', found 4"
    ),
    (
      #"{"a":{"dtype":"F4","shape":[3],"data_offsets":[0,2]}}"#, 2,
      "byte 9: expected a size in bytes for F4 [3] of 'a', found 2"
    ),
    (
      #"{"a":{"dtype":"U8","shape":[4294967296,4294967296,4294967296],"data_offsets":[0,0]}}"#, 0,
      "byte 9: expected a size in bytes for U8 [4294967296, 4294967296, 4294967296] of 'a', found 0"
    ),
    (
      #"{"a":{"dtype":"U8","shape":[0,4294967296,4294967296],"data_offsets":[0,1]}}"#, 1,
      "byte 9: expected a size in bytes for U8 [0, 4294967296, 4294967296] of 'a', found 1"
    ),
    (
      #"{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,0]}}"#, 0,
      "byte 36: expected a size, found -1"
    ),
    (
      #"{"a":{"dtype":"U8","shape":[1.5],"data_offsets":[0,0]}}"#, 0,
      "byte 36: expected a whole number of at most 64 bits, found another number"
    ),
    (
      #"{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,0]}}"#, 1,
      "byte 9: expected data_offsets [begin, end] of 'a', found [1, 0]"
    ),
    (
      #"{"a":{"dtype":"U8","shape":[1],"data_offsets":[9223372036854775806,9223372036854775807]}}"#,
      1,
      "byte 9: expected data_offsets [begin, end] of 'a', "
        + "found [9223372036854775806, 9223372036854775807]"
    ),
    (
      #"{"a":{"dtype":"Q8","shape":[1],"data_offsets":[0,1]}}"#, 1,
      "byte 22: expected an element type of safetensors, found 'Q8'"
    ),
    (
      #"{"a":{"dtype":"U8","shape":[1]}}"#, 1,
      "byte 9: expected dtype, shape and data_offsets of 'a', found fewer"
    ),
    (
      #"{"__metadata__":{"a":1}}"#, 0, "byte 29: expected a string, found '1'"
    ),
    (
      #"{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}"#,
      0, "byte 61: expected each key once, found key 'a' a second time"
    ),
    (#"[]"#, 0, "byte 8: expected an object, found '['"),
    (#"{} {}"#, 0, "byte 11: expected the end of the JSON, found '{'"),
  ])
  func `every rule of the header is checked`(header: String, data: Int, text: String) throws {
    #expect(try message(file(header, data: data)) == "a.safetensors, \(text)")
  }

  @Test func `a hostile length is refused`() throws {
    #expect(
      try message([1, 2, 3])
        == "a.safetensors, byte 0: expected a safetensors header of at least 8 bytes, found 3 bytes"
    )
    #expect(
      try message([0xFF, 0, 0, 0, 0, 0, 0, 0, 0x7B, 0x7D])
        == "a.safetensors, byte 0: expected a header inside the 10 bytes of the file, found length 255"
    )
    #expect(
      try message([UInt8](repeating: 0xFF, count: 8))
        == "a.safetensors, byte 0: expected a header of at most 100000000 bytes, "
        + "found length 18446744073709551615")
  }

  @Test func `a missing file and a folder are named`() throws {
    let folder = try TemporaryFolder()
    let missing = #expect(throws: FormatError.self) {
      try SafetensorsFile(folder.file("no.safetensors"))
    }
    #expect(missing?.found == "no such file or directory")
    let directory = #expect(throws: FormatError.self) { try SafetensorsFile(folder.path) }
    #expect(directory?.found == "is a directory")
  }
}
