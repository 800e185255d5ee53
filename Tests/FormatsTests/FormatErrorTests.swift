import Formats
import Testing

@Suite struct FormatErrorTests {
  @Test func `an error names file, byte, expected and found`() {
    let error = FormatError(file: "a.png", byte: 8, expected: "chunk IHDR", found: "IDAT")
    #expect("\(error)" == "a.png, byte 8: expected chunk IHDR, found IDAT")
  }
}
