import Dataflow
import Testing

@Suite struct SourceTextTests {
  @Test func `a byte order mark is no part of the text`() {
    let source = SourceText(file: "a.yaml", bytes: [0xEF, 0xBB, 0xBF, 0x61])
    #expect(source.bytes == [0x61])
  }

  @Test func `relative paths begin at the folder of the file`() {
    #expect(SourceText(file: "a.yaml", text: "").folder == ".")
    #expect(SourceText(file: "b/c/a.yaml", text: "").folder == "b/c")
    #expect(SourceText(file: "/a.yaml", text: "").folder == "/")
  }
}
