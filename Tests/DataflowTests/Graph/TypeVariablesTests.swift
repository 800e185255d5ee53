import Dataflow
import TestSupport
import Testing

@Suite struct TypeVariablesTests {
  @Test func `links fix the type, and a value leaves the node as one of it`() async throws {
    let graph = try testGraph(
      """
      inputs: {flag: {type: Boolean, default: true}}
      nodes:
        shape: {kind: Shapes}
        other: {kind: Shapes, base: $chosen}
        chosen: {kind: Choose, if: $inputs.flag, then: $shape, else: $second}
        second: {kind: FirstPresent, first: $shape, second: $shape}
        pair: {kind: Pair, first: $shape, second: $chosen}
        length: {kind: Length, list: $pair}
      outputs: {corners: $other.corners, length: $length, pair: $pair}
      """)
    #expect(graph.outputs.map(\.type.name) == ["Integer", "Integer", "[Shape]"])
    let result = await Evaluator().run(graph)
    #expect(result["corners"] as? Int == 4)
    #expect(result["length"] as? Int == 2)
    #expect((result["pair"] as? [Shape])?.map(\.corners) == [3, 3])
  }

  @Test func `scalars are read as the type that links fix`() async throws {
    let result = await Evaluator().run(
      try testGraph(
        """
        nodes:
          words: {kind: Join, first: a}
          number: {kind: Number, value: 2}
          text: {kind: Pair, first: 007, second: $words}
          integer: {kind: Pair, first: 7, second: $number}
        outputs: {text: $text, integer: $integer}
        """))
    #expect(result["text"] as? [String] == ["007", "a"])
    #expect(result["integer"] as? [Int] == [7, 2])
  }

  @Test(arguments: [
    ("1", "2", "[Integer]", "[1, 2]"), ("1", "0.5", "[Number]", "[1, 0.5]"),
    ("true", "false", "[Boolean]", "[true, false]"), ("1", "one", "[Text]", "[\"1\", \"one\"]"),
    ("true", "1", "[Text]", "[\"true\", \"1\"]"), ("\"1\"", "\"2\"", "[Text]", "[\"1\", \"2\"]"),
    ("[1]", "[]", "[[Integer]]", "[[1], []]"),
  ])
  func `scalars alone are numbers or Booleans if all are written so, and texts otherwise`(
    first: String, second: String, type: String, value: String
  ) async throws {
    let graph = try testGraph(
      """
      nodes: {pair: {kind: Pair, first: \(first), second: \(second)}}
      outputs: {pair: $pair}
      """)
    #expect(graph.outputs.map(\.type.name) == [type])
    #expect(await Evaluator().run(graph)["pair"]?.display == value)
  }

  @Test func `an Integer beside a Number is a Number`() async throws {
    let graph = try testGraph(
      """
      nodes:
        whole: {kind: Number, value: 2}
        scaled: {kind: Scale, number: 0.5}
        pair: {kind: Pair, first: $whole, second: $scaled}
      outputs: {pair: $pair}
      """)
    #expect(await Evaluator().run(graph)["pair"] as? [Double] == [2, 0.5])
  }

  @Test func `a value that disagrees is reported at its input`() {
    expectFaults(
      """
      inputs: {flag: {type: Boolean, default: true}}
      nodes:
        words: {kind: Join, first: a}
        number: {kind: Number}
        chosen: {kind: Choose, if: $inputs.flag, then: $words, else: ①$number}
        three: {kind: Choose, if: $inputs.flag, then: $number, else: ②three}
        length: {kind: Length, list: ③$words}
        sum: {kind: Add, left: ④$chosen, right: 1}
      outputs: {sum: $sum, three: $three, length: $length}
      """,
      [
        "①": "'else' of Choose is a Text because of 'then', and this is an Integer",
        "②": "'else' of Choose: 'three' is not an Integer",
        "③": "'list' of Length is a [Text] because of 'list', and this is a Text; "
          + "put the link in brackets",
        "④": "'left' of Add is an Integer, and this is a Text",
      ])
  }

  @Test func `nothing is said of a type that hangs on another fault`() {
    expectFaults(
      """
      nodes:
        pair: {kind: Pair, first: ①$nothing, second: 1}
        length: {kind: Length, list: $pair}
        ②loop: {kind: Pair, first: $loop, second: 1}
      outputs: {length: $length, loop: $loop}
      """,
      ["①": "there is no node 'nothing'", "②": "node 'loop' needs its own result: loop → loop"])
  }

  @Test func `a chain of 50 000 nodes is worked out without recursion`() throws {
    var lines = ["nodes:", "  n0: {kind: Shapes}"]
    for index in stride(from: 49_999, to: 0, by: -1) {
      lines.append("  n\(index): {kind: FirstPresent, first: $n\(index - 1), second: $n0}")
    }
    lines.append("outputs: {last: $n49999}")
    #expect(try testGraph(lines.joined(separator: "\n")).outputs[0].type.name == "Shape")
  }

  @Test func `Any is no type of an input`() {
    expectFaults(
      """
      inputs: {any: {type: ①Any}}
      nodes: {a: {kind: Number, value: $inputs.any}}
      outputs: {a: $a}
      """, ["①": "there is no type \"Any\""])
  }

  @Test func `nodes that are given the same text as other types are not equal`() async throws {
    let graph = try testGraph(
      """
      nodes:
        texts: {kind: Pair, first: "1", second: "2"}
        numbers: {kind: Pair, first: 1, second: 2}
      outputs: {texts: $texts, numbers: $numbers}
      """)
    let result = await Evaluator().run(graph)
    #expect(result["texts"] as? [String] == ["1", "2"])
    #expect(result["numbers"] as? [Int] == [1, 2])
  }
}
