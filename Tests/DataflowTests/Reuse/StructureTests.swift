import Testing

@testable import Dataflow

@Suite struct StructureTests {
  func fingerprints(_ text: String) throws -> [String: Fingerprint] {
    let graph = try testGraph(text)
    let order = graph.order(from: Array(graph.nodes.indices)) { node in
      graph.possibleSources(of: node)
    }
    let fingerprints = graph.structures(in: order)
    return Dictionary(
      uniqueKeysWithValues: zip(graph.nodes.map(\.id), fingerprints.compactMap(\.self)))
  }

  @Test func `ids, order and defaults that are written out change nothing`() throws {
    let one = try fingerprints(
      """
      nodes:
        a: {kind: Join, first: x}
        b: {kind: Join, second: $a, first: y}
      outputs: {b: $b}
      """)
    let two = try fingerprints(
      """
      nodes:
        renamed: {kind: Join, first: y, second: $other, separator: " "}
        other: {kind: Join, separator: " ", first: "x"}
      outputs: {b: $renamed}
      """)
    #expect(one["a"] == two["other"])
    #expect(one["b"] == two["renamed"])
  }

  @Test func `every input, its place and its kind count`() throws {
    let all = try fingerprints(
      """
      inputs: {x: {type: Text, default: x}}
      nodes:
        a: {kind: Join, first: x}
        b: {kind: Join, first: y}
        c: {kind: Join, first: x, second: ""}
        d: {kind: Join, first: x, separator: ""}
        e: {kind: Join, first: xy}
        f: {kind: Join, first: x, second: y}
        g: {kind: Join, first: x, second: $a}
        h: {kind: Join, first: x, second: $b}
        n1: {kind: Number, value: 1}
        s0: {kind: Sum, numbers: []}
        s1: {kind: Sum, numbers: [1]}
        s2: {kind: Sum, numbers: [$n1]}
        s3: {kind: Sum, numbers: [$n1, 1]}
        s4: {kind: Sum, numbers: [1, $n1]}
        s5: {kind: Sum, numbers: [$s1.sum]}
        s6: {kind: Sum, numbers: [$s1.count]}
        slow: {kind: Slow, number: 1}
        fail: {kind: Fail, number: 1}
      """)
    #expect(Set(all.values).count == all.count)
    let same = try fingerprints(
      """
      inputs: {x: {type: Text, default: x}}
      nodes: {a: {kind: Join, first: $inputs.x}, e: {kind: Join, first: "${inputs.x}y"}}
      """)
    #expect(same["a"] == all["a"] && same["e"] == all["e"])
  }

  @Test func `the digest is XXH3's`() {
    // The 128-bit XXH3 of nothing with seed 0: xxHash specification, test vectors.
    #expect(
      FingerprintBuilder().fingerprint().description == "99aa06d3014798d86001c324468d497f")
  }
}
