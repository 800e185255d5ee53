import Dataflow
import Testing

@Suite struct DiagnosticTests {
  func rendered(_ text: String, scalarsBefore: Int, line: Int = 1) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let before = lines[..<(line - 1)].joined(separator: "\n") + (line > 1 ? "\n" : "")
    let start = String(lines[line - 1].unicodeScalars.prefix(scalarsBefore))
    let position = SourcePosition(
      file: "a.yaml", line: line, column: scalarsBefore + 1,
      byte: before.utf8.count + start.utf8.count)
    return Diagnostic(position: position, message: "here")
      .rendered(in: SourceText(file: "a.yaml", text: text))
  }

  @Test func `a fault is shown with its line and a caret`() {
    #expect(
      rendered("nodes:\n    widht: 768\n", scalarsBefore: 4, line: 2) == """
        a.yaml:2:5: error: here
            widht: 768
            ^
        """)
  }

  @Test func `the caret stands under wide, combining and tab characters`() {
    #expect(rendered("日本: x", scalarsBefore: 4) == "a.yaml:1:5: error: here\n日本: x\n      ^")
    #expect(
      rendered("e\u{301}a: x", scalarsBefore: 5)
        == "a.yaml:1:6: error: here\ne\u{301}a: x\n    ^")
    #expect(rendered("\tx", scalarsBefore: 1) == "a.yaml:1:2: error: here\n\tx\n\t^")
    #expect(
      rendered("👩‍🚀: x", scalarsBefore: 5) == "a.yaml:1:6: error: here\n👩‍🚀: x\n    ^")
  }

  @Test func `a long line is shown around the caret`() {
    let text = String(repeating: "é", count: 5000) + "x" + String(repeating: "é", count: 5000)
    let lines = rendered(text, scalarsBefore: 5000).split(separator: "\n")
    #expect(
      lines[1]
        == "\(repeatElement("é", count: 50).joined())x\(repeatElement("é", count: 49).joined())")
    #expect(lines[2] == String(repeating: " ", count: 50) + "^")
  }

  @Test func `characters that would forge the terminal are replaced`() {
    #expect(
      rendered("a\u{1B}[2Jb\u{202E}: x", scalarsBefore: 0).contains("a\u{FFFD}[2Jb\u{FFFD}: x"))
  }

  @Test func `faults are in the order of their places, each once, options first`() {
    let source = SourceText(file: "a.yaml", text: "one\ntwo\n")
    let second = Diagnostic(
      position: SourcePosition(file: "a.yaml", line: 2, column: 1, byte: 4), message: "b")
    let first = Diagnostic(
      position: SourcePosition(file: "a.yaml", line: 1, column: 1, byte: 0), message: "a",
      severity: .warning)
    let option = Diagnostic(position: .option("--set x"), message: "c", severity: .missing)
    let list = DiagnosticList([second, first, second, option], in: source)
    #expect(
      list.description == """
        --set x: error: c
        a.yaml:1:1: warning: a
        one
        ^
        a.yaml:2:1: error: b
        two
        ^
        """)
    #expect(list.hasErrors && !list.isOnlyMissing)
    #expect(DiagnosticList([option, first], in: source).isOnlyMissing)
    #expect(!DiagnosticList([first], in: source).hasErrors)
  }
}
