import Dataflow
import TestSupport
import Testing

/// `for_each:` and `repeat:`, run.
@Suite struct LoopTests {
  static let halves = TestFiles([
    "halve.yaml": """
    inputs:
      number: {type: Integer}
      step: {type: Integer, default: -1}
    nodes:
      next: {kind: Add, left: $inputs.number, right: $inputs.step}
      done: {kind: Less, left: $next, right: 3}
      words: {kind: Join, first: "from ${inputs.number}"}
    outputs: {next: $next, done: $done.is_less, words: $words}
    """
  ])

  @Test func `a node is run for each element of lists walked together`() async throws {
    let graph = try testGraph(
      """
      inputs: {styles: {type: [Choice], choices: [ink, oil], default: [ink, oil]}}
      nodes:
        one: {kind: Number, value: 128}
        painted: {kind: Paint, for_each: {style: $inputs.styles, width: [64, $one], seed: [7]}}
        none: {kind: Add, for_each: {left: []}, right: 1}
        numbers: {kind: Number, for_each: {value: [1, 2, 3]}}
        scaled: {kind: Scale, for_each: {number: $numbers}, factor: 2}
        total: {kind: Sum, numbers: $numbers}
      outputs: {painted: $painted, none: $none, scaled: $scaled, total: $total}
      """)
    #expect(graph.outputs.map(\.type.name) == ["[Text]", "[Integer]", "[Number]", "Integer"])
    let result = await Evaluator().run(graph)
    #expect(result["painted"] as? [String] == ["ink 64 7", "oil 128 7"])
    #expect(result["none"] as? [Int] == [])
    #expect(result["scaled"] as? [Double] == [2, 4, 6])
    #expect(result["total"] as? Int == 6)
  }

  @Test func `each turn is told of by its number, and what turns share runs once`() async throws {
    let files = TestFiles([
      "part.yaml": """
      inputs: {number: {type: Integer}}
      nodes:
        shared: {kind: Slow, number: 9}
        sum: {kind: Add, left: $shared, right: $inputs.number}
      outputs: {sum: $sum}
      """
    ])
    let graph = try files.graph(
      """
      nodes:
        numbers: {kind: Number, for_each: {value: [1, 2]}}
        sums: {kind: ./part.yaml, for_each: {number: $numbers}}
      outputs: {sums: $sums}
      """)
    let log = EventLog()
    let result = await Evaluator(handler: log.record).run(graph)
    #expect(result["sums"] as? [Int] == [10, 11])
    #expect(
      log.entries == [
        .ran("numbers[0]"), .ran("numbers[1]"), .ran("numbers"), .ran("sums[0]/shared"),
        .ran("sums[0]/sum"), .found("sums[1]/shared", in: .memory), .ran("sums[1]/sum"),
        .ran("sums"),
      ])
  }

  @Test func `lists whose lengths are known only in the run are compared there`() async throws {
    let graph = try testGraph(
      """
      nodes:
        numbers: {kind: Number, for_each: {value: [1, 2, 3]}}
        sums: {kind: Add, for_each: {left: $numbers, right: [1, 2]}}
      outputs: {sums: $sums}
      """)
    let result = await Evaluator().run(graph)
    #expect(result.failures.map(\.node) == ["sums"] && result.outputs.isEmpty)
  }

  @Test func `any type can be walked, and a graph can`() async throws {
    let graph = try Self.halves.graph(
      """
      inputs: {seconds: {type: [Text], default: [c, d]}}
      nodes:
        pairs: {kind: Pair, for_each: {first: [a, b]}, second: x}
        lengths: {kind: Length, for_each: {list: $pairs}}
        halves: {kind: ./halve.yaml, for_each: {number: [5, 3]}}
        chosen: {kind: Choose, for_each: {if: $halves.done, then: $inputs.seconds}, else: "no"}
      outputs:
        {lengths: $lengths, next: $halves.next, words: $halves.words, chosen: $chosen}
      """)
    let result = await Evaluator().run(graph)
    #expect(result["lengths"] as? [Int] == [2, 2])
    #expect(result["next"] as? [Int] == [4, 2])
    #expect(result["words"] as? [String] == ["from 5", "from 3"])
    #expect(result["chosen"] as? [String] == ["no", "d"])
  }

  @Test func `a node is run again on what it gave, until an output is true`() async throws {
    let graph = try Self.halves.graph(
      """
      inputs: {times: {type: Integer, default: 20}}
      nodes:
        start: {kind: Number, value: 9}
        down: {kind: ./halve.yaml, repeat: {times: $inputs.times, carry: {number: next}, until: done},
          number: $start}
        thrice: {kind: Add, repeat: {times: 3, carry: {left: sum}}, left: 1, right: 10}
        number: {kind: Scale, repeat: {times: 2, carry: {number: product}}, number: 3, factor: 2}
      outputs: {next: $down.next, words: $down.words, thrice: $thrice, number: $number}
      """)
    let result = await Evaluator().run(graph)
    #expect(result["next"] as? Int == 2)
    #expect(result["words"] as? String == "from 3")
    #expect(result["thrice"] as? Int == 31)
    #expect(result["number"] as? Double == 12)
  }

  @Test func `a condition is asked once, before a loop`() async throws {
    let text = """
      inputs: {flag: {type: Boolean, default: true}}
      nodes:
        is: {kind: Not, value: $inputs.flag}
        numbers: {kind: Number, when: $is, for_each: {value: [1, 2]}}
        all: {kind: FirstPresent, first: $numbers, second: [0]}
      outputs: {all: $all}
      """
    let absent = await Evaluator().run(try testGraph(text))
    #expect(absent["all"] as? [Int] == [0])
    let there = await Evaluator().run(try testGraph(text, [GraphSetting("flag", "false")]))
    #expect(there["all"] as? [Int] == [1, 2])
  }
}
