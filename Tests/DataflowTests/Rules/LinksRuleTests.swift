import TestSupport
import Testing

@Suite struct LinksRuleTests {
  @Test func `a link that leads nowhere is reported with the nearest name`() {
    expectFaults(
      """
      inputs:
        seed: {type: Seed, default: 1}
      nodes:
        total: {kind: Sum, numbers: [①$totl, 1]}
        more: {kind: Add, left: ②$total.cuont, right: ③$inputs.sed}
        saved: {kind: Save, number: ④$seed}
        named: {kind: Join, first: ⑤"${inputs.nam}", second: ⑥$saved}
      outputs:
        total: $total.sum
        more: ⑦$mor
      """,
      [
        "①": "there is no node 'totl'; did you mean '$total'?",
        "②": "Sum 'total' has no output 'cuont'; did you mean '$total.count'?",
        "③": "the graph has no input 'sed'; did you mean '$inputs.seed'?",
        "④": "there is no node 'seed'; did you mean '$inputs.seed'?",
        "⑤": "the graph has no input 'nam'",
        "⑥": "Save 'saved' has no outputs",
        "⑦": "there is no node 'mor'; did you mean '$more'?",
      ])
  }
}
