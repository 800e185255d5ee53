import TestSupport
import Testing

@testable import Formats

@Suite struct SafetensorsHeaderTests {
  @Test func `a damaged file has tensors inside the file or is refused`() throws {
    let sound = try Fixture.bytes("Safetensors", "types.safetensors")
    for damaged in Corruption(of: sound) {
      do throws(FormatError) {
        let header = try damaged.withUnsafeBufferPointer { (bytes) throws(FormatError) in
          try SafetensorsHeader(UnsafeRawBufferPointer(bytes), file: "a")
        }
        #expect(header.entries.allSatisfy { $0.byteRange.upperBound <= damaged.count })
      } catch {
        #expect(error.file == "a")
      }
    }
  }
}
