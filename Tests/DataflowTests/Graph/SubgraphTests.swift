import Dataflow
import TestSupport
import Testing

/// Graphs that are nodes of others.
@Suite struct SubgraphTests {
  static let files = TestFiles([
    "parts/paint.yaml": """
    about: Paints twice.
    inputs:
      style: {type: Choice, choices: [ink, oil], default: oil, about: How.}
      width: {type: Integer, default: 64, in: ..512}
      seed: {type: Seed, default: null}
    nodes:
      painted: {kind: Paint, style: $inputs.style, width: $inputs.width, seed: $inputs.seed}
      words: {kind: ./words.yaml, who: $painted}
    outputs: {words: $words, name: $painted}
    """,
    "parts/words.yaml": """
    inputs:
      who: {type: Text}
      path: {type: Path, default: a.png}
    nodes:
      joined: {kind: Join, first: "by ${inputs.who}", second: "${inputs.path}"}
      open: {kind: Open, path: $inputs.path}
    outputs: {words: $joined, path: $open}
    """,
  ])

  @Test func `a graph is a node, and its nodes are nodes of the whole`() async throws {
    let graph = try Self.files.graph(
      """
      nodes:
        one: {kind: parts/paint.yaml}
        two: {kind: ./parts/paint.yaml, style: ink, width: 128, seed: 3}
      outputs: {one: $one, two: $two, name: $two.name}
      """)
    #expect(
      graph.nodes.map(\.id) == [
        "one/painted", "one/words/joined", "one/words/open", "two/painted", "two/words/joined",
        "two/words/open",
      ])
    let result = await Evaluator().run(graph)
    #expect(
      result.outputs.map { $0.value as? String } == [
        "by oil 64 - a.png", "by ink 128 3 a.png", "ink 128 3",
      ])
  }

  @Test func `only what is needed of a graph runs, and equal nodes run once`() async throws {
    let log = EventLog()
    let graph = try Self.files.graph(
      """
      nodes:
        one: {kind: ./parts/paint.yaml}
        two: {kind: ./parts/paint.yaml, width: 64}
      outputs: {one: $one.name, two: $two.name}
      """)
    _ = await Evaluator(handler: log.record).run(graph)
    #expect(log.entries == [.ran("one/painted"), .reused("two/painted", from: "one/painted")])
  }

  @Test func `paths begin at the folder of the file that they are written in`() async throws {
    let graph = try Self.files.graph(
      """
      inputs: {path: {type: Path, default: c.png}}
      nodes:
        own: {kind: ./parts/words.yaml, who: x}
        given: {kind: ./parts/words.yaml, who: x, path: b.png}
        input: {kind: ./parts/words.yaml, who: x, path: $inputs.path}
      outputs: {own: $own.path, given: $given.path, input: $input.path}
      """)
    let result = await Evaluator().run(graph)
    #expect(result.outputs.map { $0.value as? String } == ["parts/a.png", "b.png", "c.png"])
  }

  @Test func `what a graph is given is checked as for a kind`() {
    expectFaults(
      """
      inputs:
        wide: {type: Integer, default: 1024}
        style: {type: Choice, choices: [oil, chalk], default: chalk}
      nodes:
        a: {kind: ./parts/paint.yaml, ①widht: 64, width: ②65, style: ③chalk}
        b: {kind: ./parts/paint.yaml, width: $inputs.wide, style: $inputs.style}
        c: {kind: ./parts/words.yaml, path: ④$a}
        d: {kind: ./parts/paint.yaml, seed: ⑤x, width: ⑥1024}
      outputs: {a: $a, b: $b, c: ⑦$c.wrods, d: $d}
      """,
      [
        "①": "parts/paint.yaml has no input 'widht'; did you mean 'width'?",
        "②": "'width' of parts/paint.yaml: 65 must be a multiple of 16, such as 64 or 80",
        "③": "'style' of parts/paint.yaml: 'chalk' is none of ink, oil",
        "④": "'path' of parts/words.yaml is a Path, and this is a Text",
        "⑤": "'seed' of parts/paint.yaml: 'x' is not a Seed",
        "⑥": "'width' of parts/paint.yaml: 1024 must be in ..512",
        "⑦": "parts/words.yaml 'c' has no output 'wrods'; did you mean '$c.words'?",
        "3:34": "input 'wide' goes into 'width' of parts/paint.yaml: 1024 must be in ..512",
        "4:57": "input 'style' goes into 'style' of parts/paint.yaml: 'chalk' is none of ink, oil",
        "8:3": "parts/words.yaml needs 'who'",
      ], by: Self.files.checker)
  }

  @Test func `faults of all files are reported together, each in its file and once`() {
    let files = TestFiles([
      "part.yaml": """
      inputs: {who: {type: Txet}}
      nodes:
        a: {kind: Nubmer}
        b: {kind: Join, first: $inputs.who, second: $c}
      outputs: {b: $b, a: $a}
      """,
      "broken.yaml": "nodes: [",
    ])
    expectFaults(
      """
      nodes:
        one: {kind: ./part.yaml, who: anyone}
        two: {kind: ./part.yaml, hwo: ①$nobody}
        three: {kind: ②./absent.yaml, anything: 1}
        four: {kind: ./broken.yaml}
        five: {kind: Add, left: $one.a, right: $three.some}
      outputs: {one: $one, two: $two, five: $five}
      """,
      [
        "①": "there is no node 'nobody'",
        "②": "'./absent.yaml' cannot be read: it was asked to",
        "4:3": "part.yaml needs 'who'",
        "4:28": "part.yaml has no input 'hwo'; did you mean 'who'?",
        "part.yaml:2:22": "there is no type \"Txet\"; did you mean 'Text'?",
        "part.yaml:4:13": "there is no kind of node 'Nubmer'; did you mean 'Number'?",
        "part.yaml:5:47": "there is no node 'c'",
        "broken.yaml:2:9": "did not find expected node content while parsing a flow node",
      ], by: files.checker)
  }

  @Test func `faults are shown with the line of their file`() {
    let files = TestFiles(["part.yaml": "nodes: {a: {kind: Nubmer}}"])
    let source = SourceText(file: "test.yaml", text: "weft: 1\nnodes: {a: {kind: ./part.yaml}}")
    #expect(
      files.checker.faults(source).description == """
        part.yaml:2:19: error: there is no kind of node 'Nubmer'; did you mean 'Number'?
        nodes: {a: {kind: Nubmer}}
                          ^
        """)
  }

  @Test func `a graph that is made of itself is named with the chain of files`() {
    let files = TestFiles([
      "a/one.yaml": "nodes: {x: {kind: ../b/two.yaml}}",
      "b/two.yaml": "nodes: {x: {kind: ../a/one.yaml}, y: {kind: Number}}\noutputs: {y: $y}",
    ])
    expectFaults(
      "nodes: {x: {kind: a/one.yaml}, y: {kind: ①./test.yaml}}",
      [
        "①": "'./test.yaml' is made of itself: test.yaml → test.yaml",
        "b/two.yaml:2:19":
          "'../a/one.yaml' is made of itself: a/one.yaml → b/two.yaml → a/one.yaml",
      ], by: files.checker)
  }

  @Test func `graphs within graphs are bounded in depth and in number`() {
    var texts: [String: String] = [:]
    for level in 0..<40 {
      let part = level == 39 ? "Number" : "./\(level + 1).yaml"
      texts["\(level).yaml"] = "nodes: {x: {kind: \(part)}}\noutputs: {x: $x}"
      let twice = level == 39 ? "Number" : "./w\(level + 1).yaml"
      texts["w\(level).yaml"] =
        "nodes: {x: {kind: \(twice)}, y: {kind: \(twice)}}\noutputs: {x: $x}"
    }
    let checker = TestFiles(texts).checker
    let message = "graphs lie more than 32 deep within graphs"
    expectFaults("nodes: {x: {kind: ./0.yaml}}", ["30.yaml:2:19": message], by: checker)
    expectFaults(
      "nodes: {x: {kind: ①./w15.yaml}}",
      [
        "w20.yaml:2:42": "the graph has more than 1000000 nodes, with those of the graphs in it"
      ], by: checker)
  }

  @Test func `a folder that links to itself does not give graphs without end`() {
    let text = "nodes: {x: {kind: ./a/graph.yaml}, y: {kind: ./b/graph.yaml}}"
    let checker = GraphChecker(
      catalog: TestLibrary.catalog, graphs: OneText(text: "weft: 1\n" + text))
    let faults = checker.faults(SourceText(file: "graph.yaml", text: "weft: 1\n" + text))
    let messages = faults.diagnostics.map(\.message)
    #expect(messages.count { $0 == "the graph is made of more than 1000 files" } == 1)
  }

  /// One text under every name.
  private struct OneText: GraphSearch {
    let text: String

    func graph(at path: String) throws -> SourceText { SourceText(file: path, text: text) }
  }

  @Test func `a warning is given in the file that it is about`() {
    let files = TestFiles([
      "part.yaml": "inputs: {a: {type: Text}}\nnodes: {x: {kind: Number}}\noutputs: {x: $x}"
    ])
    expectFaults(
      "nodes: {x: {kind: ./part.yaml, a: b}}\noutputs: {x: $x}",
      ["part.yaml:2:10": "warning: input 'a' is not used"], by: files.checker)
  }

  @Test func `a graph that saves something is needed`() async throws {
    let files = TestFiles([
      "save.yaml": """
      inputs: {number: {type: Integer}, path: {type: Path, default: x.txt}}
      nodes: {saved: {kind: Save, number: $inputs.number, path: $inputs.path}}
      """
    ])
    let log = EventLog()
    let graph = try files.graph(
      "nodes: {one: {kind: ./save.yaml, number: 1}, each: {kind: ./save.yaml, "
        + "for_each: {number: [1, 2], path: [a, b]}}}")
    _ = await Evaluator(handler: log.record).run(graph)
    let paths = log.all.compactMap { if case .wrote(_, let path) = $0 { path } else { nil } }
    #expect(paths == ["./x.txt", "./a", "./b"])
  }

  @Test func `a link from outside is lazy inside`() async throws {
    let files = TestFiles([
      "pick.yaml": """
      inputs: {which: {type: Boolean}, other: {type: Integer}}
      nodes: {pick: {kind: Pick, condition: $inputs.which, first: 1, second: $inputs.other}}
      outputs: {pick: $pick}
      """
    ])
    let log = EventLog()
    let graph = try files.graph(
      """
      nodes:
        costly: {kind: Slow}
        pick: {kind: ./pick.yaml, which: true, other: $costly}
      outputs: {pick: $pick}
      """)
    #expect(await Evaluator(handler: log.record).run(graph)["pick"] as? Int == 1)
    #expect(log.started == ["pick/pick"])
  }

  @Test func `the resolved graph carries what it is made of and runs without the files`()
    async throws
  {
    let text = """
      inputs: {flag: {type: Boolean, default: false}}
      nodes:
        one: {kind: ./parts/paint.yaml, style: ink, for_each: {seed: [1, 2]}}
        own: {kind: ./parts/words.yaml, when: $inputs.flag, who: x}
        sum: {kind: Add, repeat: {times: 2, carry: {left: sum}}, left: 1, right: 1}
      outputs: {one: $one, own: $own.path, sum: $sum}
      """
    let graph = try Self.files.graph(text, [GraphSetting("flag", "true")])
    let resolved = ResolvedGraph(graph)
    let source = SourceText(file: "test.yaml", text: resolved.text)
    let again = try TestLibrary.checker.graph(source).graph
    #expect(ResolvedGraph(again).text == resolved.text)
    let first = await Evaluator().run(graph)
    let second = await Evaluator().run(again)
    #expect(first.outputs.map(\.value.display) == second.outputs.map(\.value.display))
    #expect(first.outputs.count == 3)
    #expect(
      resolved.text.hasSuffix(
        """
        graphs:
          ./parts/words.yaml:
            inputs:
              who:
                type: Text
              path:
                type: Path
                default: a.png
            nodes:
              joined:
                kind: Join
                first: "by ${inputs.who}"
                second: "${inputs.path}"
              open:
                kind: Open
                path: $inputs.path
            outputs:
              words: $joined
              path: $open
          ./parts/paint.yaml:
            about: "Paints twice."
            inputs:
              style:
                type: Choice
                about: "How."
                default: oil
                choices: [ink, oil]
              width:
                type: Integer
                default: 64
                in: ..512
              seed:
                type: Seed
                default: null
            nodes:
              painted:
                kind: Paint
                style: $inputs.style
                width: $inputs.width
                seed: $inputs.seed
              words:
                kind: ./words.yaml
                who: $painted
            outputs:
              words: $words
              name: $painted

        """))
  }
}
