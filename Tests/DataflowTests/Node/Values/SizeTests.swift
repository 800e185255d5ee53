import Dataflow
import TestSupport
import Testing

@Suite struct SizeTests {
  @Test func `a size is two whole numbers, and its bounds are those of both sides`() async throws {
    expectFaults(
      """
      inputs:
        wide: {type: Size, default: 1024x512, in: 64..}
        low: {type: Size, default: ①1024x32, in: 64..512}
        list: {type: [Size], default: [64x64, ②64x1], in: 2..}
        bad: {type: Size, default: 1x1, in: ③1x1..2x2}
      nodes:
        a: {kind: Area, size: 64x96}
        b: {kind: Area, size: ④64x100}
        c: {kind: Area, size: ⑤512}
        d: {kind: Area, size: ⑥0x64}
        e: {kind: Area, size: ⑦"64x64"}
        f: {kind: Area, size: $inputs.wide}
        g: {kind: Area, size: $inputs.low}
        h: {kind: Join, first: "${inputs.wide} and ${inputs.bad}"}
        i: {kind: Length, list: $inputs.list}
      outputs: {a: $a, b: $b, c: $c, d: $d, e: $e, f: $f, g: $g, h: $h, i: $i}
      """,
      [
        "①": "input 'low': the width 1024 must be in 64..512, and the height 32 must be in 64..512",
        "②": "input 'list': the height 1 must be in 2..",
        "③": "\"1x1..2x2\" is no range of Sizes such as 0..10, 0.. or ..10",
        "④": "'size' of Area: the height 100 must be a multiple of 32, such as 96 or 128",
        "⑤": "'size' of Area: '512' is not a Size, such as 768x512",
        "⑥": "'size' of Area: '0x64' is not a Size, such as 768x512",
        "⑦": "'size' of Area: \"64x64\" is a Text, not a Size",
      ])
  }

  @Test func `a size is written as it is read`() async throws {
    let graph = try testGraph(
      """
      inputs: {size: {type: Size, default: 64x64}}
      nodes: {area: {kind: Area, size: $inputs.size}}
      outputs: {area: $area}
      """, [GraphSetting("size", "96x128")])
    #expect(ResolvedGraph(graph).inputs.map(\.value) == ["96x128"])
    #expect(await Evaluator().run(graph)["area"] as? Int == 96 * 128)
  }
}
