import Dataflow
import Testing

@testable import weft

@Suite struct RunMatrixTests {
  private let file = GraphFile.read(
    SourceText(
      file: "graph.yaml",
      text: """
        weft: 1
        inputs:
          prompt: {type: Text}
          seed: {type: Seed}
          steps: {type: Integer}
          sizes: {type: "[Integer]"}
        nodes: {}
        """)
  ).graph

  private func matrix(
    _ variations: [String], set: [String] = []
  ) throws(RunMatrixError) -> RunMatrix {
    try RunMatrix(
      variations.compactMap { Setting(argument: $0) },
      settings: set.compactMap { Setting(argument: $0) },
      of: file)
  }

  @Test(arguments: [
    ("seed=1,2,7", ["1", "2", "7"]),
    ("seed=1, 2", ["1", "2"]),
    ("seed=1..4", ["1", "2", "3", "4"]),
    ("steps=-1..1", ["-1", "0", "1"]),
    ("seed=1..9..4", ["1", "5", "9"]),
    ("seed=1..2,10..20..10", ["1", "2", "10", "20"]),
    (
      "seed=18446744073709551614..18446744073709551615",
      ["18446744073709551614", "18446744073709551615"]
    ),
    ("prompt=a,b", ["a", "b"]),
    ("prompt=a..b", ["a..b"]),
    (#"prompt=["a, b", c, ""]"#, ["a, b", "c", ""]),
    (#"sizes=[[1, 2], [3]]"#, ["[1, 2]", "[3]"]),
  ])
  func `values are read as commas, lists and ranges have them`(
    text: String, values: [String]
  )
    throws
  {
    #expect(try matrix([text]).axes.map(\.values) == [values])
  }

  @Test(
    arguments: [
      (["seed=1,,2"], [], "'1,,2' has an empty value; write \"\" in a list: [a, \"\"]"),
      (["seed=4..1"], [], "'4..1' goes down; a range begins with its least number"),
      (["seed=1..4..0"], [], "'1..4..0' goes down; a range begins with its least number"),
      (["seed=1..x"], [], "'1..x' is no range, such as 1..8 or 1..9..2"),
      (["prompt=[a: b]"], [], "'[a: b]' is no list of values, such as [a, b]"),
      (["sizes=[[{a: b}]]"], [], "'[[{a: b}]]' is no list of values, such as [a, b]"),
      (["prompt=[]"], [], "'[]' is no list of values, such as [a, b]"),
      (["seed=1,1"], [], "--each seed has '1' twice"),
      (["seed=1", "seed=2"], [], "--each names 'seed' twice; give all its values at once"),
      (["seed=1"], ["seed=2"], "'seed' is given by --set and by --each"),
      (["seed=0..100000"], [], "--each makes 100001 runs; at most 10000 are made at once"),
      (
        ["seed=1..200", "steps=1..200"], [],
        "--each makes 40000 runs; at most 10000 are made at once"
      ),
    ] as [([String], [String], String)])
  func `what is wrong with the options is said`(
    variations: [String], set: [String], message: String
  ) {
    let fault = #expect(throws: RunMatrixError.self) {
      try matrix(variations, set: set)
    }
    #expect(fault?.description == message)
  }

  @Test func `the first input named changes slowest, and runs are numbered from one`() throws {
    let cells = try matrix(["prompt=a,b", "seed=1..3"]).cells
    #expect(
      cells.map { "\($0.number) \($0.label)" } == [
        "1 prompt=a, seed=1", "2 prompt=a, seed=2", "3 prompt=a, seed=3", "4 prompt=b, seed=1",
        "5 prompt=b, seed=2", "6 prompt=b, seed=3",
      ])
  }

  @Test func `shards are disjoint and together are the product`() throws {
    let cells = try matrix(["seed=1..10"]).cells
    let shards = try (1...4).map { try #require(Shard(argument: "\($0)/4")) }
    let parts = shards.map { shard in cells.filter(shard.contains).map(\.number) }
    #expect(parts == [[1, 5, 9], [2, 6, 10], [3, 7], [4, 8]])
  }

  @Test(arguments: ["0/4", "5/4", "1/0", "1", "a/b", "1/2/3", "-1/2"])
  func `what is no shard is refused`(text: String) {
    #expect(Shard(argument: text) == nil)
  }

  @Test(arguments: [
    ("seed=3", "seed=3"), ("seed=-1.5", "seed=-1.5"),
    ("prompt=a red hat", "prompt=a-red-hat~"), ("image=in/cat.png", "image=cat.png~"),
    ("prompt=\(String(repeating: "x", count: 40))", "prompt=\(String(repeating: "x", count: 32))~"),
  ])
  func `files are named by the value, marked where it is not all there`(
    setting: String, label: String
  ) throws {
    let cell = RunCell(number: 1, values: [try #require(Setting(argument: setting))])
    #expect(cell.fileLabel.hasPrefix(label))
    #expect(cell.fileLabel.count == label.count + (label.hasSuffix("~") ? 8 : 0))
  }

  @Test func `values that are alike have names that differ, and names are bounded`() throws {
    let labels = ["a b", "a-b", "a  b", "x/a-b"].map {
      RunCell(number: 1, values: [Setting(name: "p", text: $0)]).fileLabel
    }
    #expect(Set(labels).count == 4)
    let many = RunCell(
      number: 1, values: (1...20).map { Setting(name: "input\($0)", text: "value\($0)") })
    #expect(many.fileLabel.utf8.count == 120)
  }
}
