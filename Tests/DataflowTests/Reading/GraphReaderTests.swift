import Dataflow
import TestSupport
import Testing

@Suite struct GraphReaderTests {
  func faults(_ text: String) -> [String] {
    GraphFile.read(SourceText(file: "a.yaml", text: text)).diagnostics.map(\.line)
  }

  @Test func `a graph is read with all that it says`() throws {
    let source = SourceText(
      file: "a.yaml",
      text: """
        weft: 1
        about: A test.
        inputs:
          width: {type: Integer, default: 8, in: 1..9, about: In pixels.}
          model: {type: ModelName, default: m, family: [flux, sdxl], capability: edit}
          style: {type: Choice, choices: [a, b], default: a}
          many: {type: [Text], default: [x, y]}
        nodes:
          n:
            kind: K
            a: $inputs.width
        outputs:
          out: $n
        """)
    let (graph, faults) = GraphFile.read(source)
    let file = try #require(graph)
    #expect(faults.isEmpty)
    #expect(file.about == "A test.")
    #expect(file.inputs.map(\.name.value) == ["width", "model", "style", "many"])
    #expect(file.inputs.map { $0.type?.value } == ["Integer", "ModelName", "Choice", "[Text]"])
    #expect(file.inputs[0].range?.value == "1..9" && file.inputs[0].about == "In pixels.")
    #expect(file.inputs[1].families.map(\.value) == ["flux", "sdxl"])
    #expect(file.inputs[1].capabilities.map(\.value) == ["edit"])
    #expect(file.inputs[2].choices?.map(\.value) == ["a", "b"])
    #expect(file.nodes[0].id.value == "n" && file.nodes[0].kind?.value == "K")
    #expect(file.nodes[0].inputs.map(\.name.value) == ["a"])
    #expect(file.outputs.map(\.name.value) == ["out"])
  }

  @Test func `the version comes first`() {
    #expect(
      faults("nodes: {}")
        == ["a.yaml:1:1: error: a graph begins with 'weft: 1', the version of its language"])
    #expect(
      faults("weft: 2\nnodes: {}")
        == ["a.yaml:1:7: error: version \"2\" is not known; 'weft: 1' is"])
    #expect(
      faults("weft: [1]\nnodes:") == ["a.yaml:1:7: error: the version is a number: 'weft: 1'"])
  }

  @Test func `an empty file says what a graph begins with`() {
    let message = "a.yaml:1:1: error: the file is empty; a graph begins with 'weft: 1'"
    #expect(faults("") == [message])
    #expect(faults("# only a comment\n") == [message])
  }

  @Test func `every fault in the shape is reported`() {
    #expect(
      faults(
        """
        weft: 1
        node: {}
        about: [x]
        inputs:
          a: 5
          b: {typ: Text}
          1c: {type: Text}
        nodes:
          x: 7
          y: {inputs: 3}
          inputs: {kind: K}
          z: {kind: [K], a: {b: c}}
        outputs: [$x]
        """) == [
          "a.yaml:2:1: error: a graph has no 'node'; did you mean 'nodes'?",
          "a.yaml:3:8: error: a text goes here, not a list",
          "a.yaml:7:3: error: \"1c\" cannot name an input: a name is letters, digits, '_' and '-', "
            + "beginning with a letter",
          "a.yaml:5:6: error: an input is a mapping such as {type: Text, default: …}, not a scalar",
          "a.yaml:6:7: error: an input has no 'typ'; did you mean 'type'?",
          "a.yaml:6:3: error: the input has no 'type'",
          "a.yaml:11:3: error: no node can be named 'inputs', which links use for the graph's inputs",
          "a.yaml:9:6: error: a node is a mapping such as {kind: …}, not a scalar",
          "a.yaml:10:3: error: the node has no 'kind'",
          "a.yaml:12:13: error: a text goes here, not a list",
          "a.yaml:12:21: error: a scalar, a link or a list goes here, not a mapping",
          "a.yaml:13:10: error: 'outputs' is a mapping, not a list",
        ])
  }

  @Test func `a graph is a mapping with nodes`() {
    #expect(faults("[1]") == ["a.yaml:1:1: error: a graph is a mapping, not a list"])
    #expect(faults("weft: 1") == ["a.yaml:1:1: error: the graph has no 'nodes'"])
  }
}
