import Testing

@testable import Dataflow

@Suite struct ExpressionTests {
  func read(_ text: String, isQuoted: Bool = false) -> (Expression.Content, [String]) {
    var faults: [Diagnostic] = []
    let start = SourcePosition(file: "a.yaml", line: 1, column: 1, byte: 0)
    let node = YAMLNode(.scalar(Literal(text, isQuoted: isQuoted)), at: start)
    let expression = Expression(node, &faults)
    return (expression.content, faults.map(\.message))
  }

  @Test func `a scalar that begins with a dollar is a link, quoted or not`() {
    for isQuoted in [false, true] {
      guard case .link(.node("a-b", output: nil)) = read("$a-b", isQuoted: isQuoted).0,
        case .link(.node("a", output: "b_2")) = read("$a.b_2", isQuoted: isQuoted).0,
        case .link(.input("seed")) = read("$inputs.seed", isQuoted: isQuoted).0
      else {
        Issue.record("no link")
        return
      }
    }
  }

  @Test(arguments: [
    ("plain", "plain"), ("$$", "$"), ("$$5 a day", "$5 a day"), ("it costs $5", "it costs $5"),
    ("$$$", "$$"), ("a $$ b", "a $$ b"), ("$${x}", "${x}"), ("a $${inputs.b}", "a ${inputs.b}"),
    ("{}", "{}"), ("a $", "a $"),
  ])
  func `dollars can be written`(written: String, meant: String) {
    guard case .literal(let literal) = read(written).0 else {
      Issue.record("\(written) is no literal")
      return
    }
    #expect(literal.text == meant)
  }

  @Test func `inputs can be put into a text`() {
    guard case .template(let segments) = read("${inputs.a} and $${b} ${inputs.c}!").0 else {
      Issue.record("no template")
      return
    }
    #expect(segments == [.input("a"), .text(" and ${b} "), .input("c"), .text("!")])
  }

  @Test(arguments: [
    (
      "$5",
      "\"$5\" is no link ($node, $node.output or $inputs.name); "
        + "a text that begins with a dollar is written $$"
    ),
    (
      "$a.b.c",
      "\"$a.b.c\" is no link ($node, $node.output or $inputs.name); "
        + "a text that begins with a dollar is written $$"
    ),
    ("$inputs", "'$inputs' names no input; write $inputs.name"),
    ("x ${inputs.a", "'${' has no '}'; a dollar before a brace is written $${"),
    ("x ${a}", "only ${inputs.name} can be put into a text, not ${a}"),
    ("${inputs.}", "only ${inputs.name} can be put into a text, not ${inputs.}"),
  ])
  func `what is neither is answered precisely`(text: String, message: String) {
    #expect(read(text).1 == [message])
  }
}
