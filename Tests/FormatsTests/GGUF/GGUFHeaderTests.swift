import TestSupport
import Testing

@testable import Formats

@Suite struct GGUFHeaderTests {
  @Test func `a damaged file has tensors inside the file or is refused`() throws {
    let sound = try Fixture.bytes("GGUF", "types.gguf")
    for damaged in Corruption(of: sound) {
      do throws(FormatError) {
        let file = try GGUFFile(bytes: damaged, named: "a")
        for tensor in file.tensors.values {
          #expect(tensor.byteRange.upperBound <= damaged.count)
          _ = tensor.blockMatrix
          _ = try? tensor.tensor()
        }
      } catch {
        #expect(error.file == "a")
      }
    }
  }

  /// A file of one matrix of two rows of one block.
  private static var sound: GGUFDraft {
    GGUFDraft([.init("w", lengths: [32, 2], type: 8, data: [UInt8](repeating: 0, count: 68))])
  }

  private static func fault(_ change: (inout GGUFDraft) -> Void) -> String? {
    var draft = sound
    change(&draft)
    let error = #expect(throws: FormatError.self) {
      try GGUFFile(bytes: draft.bytes, named: "a")
    }
    return error?.description
  }

  @Test func `a sound file of one tensor is read`() throws {
    let file = try GGUFFile(bytes: Self.sound.bytes, named: "a")
    #expect(file.tensors["w"]?.shape == [2, 32])
    var second = Self.sound
    second.version = 2
    #expect(try GGUFFile(bytes: second.bytes, named: "a").names == ["w"])
  }

  @Test func `what a file begins with is told`() {
    #expect(
      Self.fault { $0.magic = Array("GGML".utf8) }
        == "a, byte 0: expected 'GGUF' at the start of a GGUF file, found other bytes")
    #expect(
      Self.fault { $0.version = 1 }
        == "a, byte 4: expected version 2 or 3, little endian, found version 1")
    #expect(
      Self.fault { $0.version = 3 << 24 }
        == "a, byte 4: expected version 2 or 3, little endian, found version 3, big endian")
  }

  @Test func `counts and lengths beyond the file are told before anything is allocated`() {
    #expect(
      Self.fault { $0.tensorCount = 1 << 60 }
        == "a, byte 8: expected tensors inside the 192 bytes of the file, found"
        + " 1152921504606846976 of them")
    #expect(
      Self.fault { $0.valueCount = 99 }
        == "a, byte 16: expected metadata values inside the 192 bytes of the file, found 99 of them"
    )
    #expect(
      Self.fault { $0.values = [GGUFDraft.bytes(UInt64(1000))] }
        == "a, byte 24: expected a key inside the 192 bytes of the file, found 1000 bytes")
    #expect(
      Self.fault {
        $0.values = [
          GGUFDraft.value("k", 9, GGUFDraft.bytes(UInt32(10)) + GGUFDraft.bytes(UInt64(1 << 40)))
        ]
      }
        == "a, byte 41: expected elements of 'k' inside the 192 bytes of the file, found"
        + " 1099511627776 of them")
  }

  @Test func `wrong metadata is told by its key`() {
    #expect(
      Self.fault { $0.values = [GGUFDraft.value("k", 13, [])] }
        == "a, byte 33: expected a type of metadata in 'k', 0 to 12, found 13")
    #expect(
      Self.fault { $0.values = [GGUFDraft.value("k", 0, [1]), GGUFDraft.value("k", 0, [1])] }
        == "a, byte 38: expected each key once, found 'k' again")
    #expect(
      Self.fault {
        $0.values = [GGUFDraft.value("k", 9, GGUFDraft.bytes(UInt32(9)) + GGUFDraft.bytes(0))]
      }
        == "a, byte 37: expected an array of plain values in 'k', found an array of arrays")
    #expect(
      Self.fault {
        $0.values = [GGUFDraft.value("general.alignment", 4, GGUFDraft.bytes(UInt32(24)))]
      }
        == "a, byte 98: expected a power of two in 'general.alignment', found 24")
    let shape = GGUFDraft.bytes(UInt32(4)) + GGUFDraft.bytes(UInt64(2)) + GGUFDraft.bytes(UInt32(5))
    #expect(
      Self.fault {
        $0.values = [
          GGUFDraft.value("comfy.gguf.orig_shape.w", 9, shape + GGUFDraft.bytes(UInt32(3)))
        ]
      }
        == "a, byte 79: expected a shape of as many elements as [2, 32] in"
        + " 'comfy.gguf.orig_shape.w', found [5, 3]")
  }

  @Test func `a wrong tensor is told by its name`() {
    #expect(
      Self.fault { $0.tensors[0].type = 4 }
        == "a, byte 53: expected a tensor type of GGUF for 'w', found type 4")
    #expect(
      Self.fault { $0.tensors[0].lengths = [48, 2] }
        == "a, byte 24: expected rows of whole blocks of 32 in Q8_0 'w', found rows of 48")
    #expect(
      Self.fault { $0.tensors[0].lengths = [32, 1, 1, 1, 1] }
        == "a, byte 24: expected at most 4 axes of 'w', found 5")
    #expect(
      Self.fault { $0.tensors[0].lengths = [1 << 40, 1 << 40] }
        == "a, byte 24: expected a size of 63 bits of 'w', found shape"
        + " [1099511627776, 1099511627776]")
    #expect(
      Self.fault { $0.tensors[0].offset = 8 }
        == "a, byte 24: expected 'w' to begin at a multiple of 32, found data byte 8")
    #expect(
      Self.fault { $0.tensors[0].offset = 32 }
        == "a, byte 24: expected the 68 bytes of 'w' inside the file, found 96 bytes of data and"
        + " its place at 32")
  }
}
