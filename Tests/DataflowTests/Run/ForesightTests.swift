import Dataflow
import TestSupport
import Testing

@Suite struct ForesightTests {
  func fates(
    _ text: String, in workshop: borrowing Workshop
  ) async throws -> [String: Foresight.Fate] {
    let evaluator = Evaluator(store: workshop.store())
    let foreseen = await evaluator.forecast(try workshop.graph(text))
    return Dictionary(foreseen.map { ($0.node, $0.fate) }) { first, _ in first }
  }

  @Test func `what is said beforehand is what happens`() async throws {
    let workshop = try Workshop()
    try workshop.write([1, 2, 3, 4], to: "a.bin")
    let text = ReuseTests.text
    #expect(
      try await fates(text, in: workshop) == [
        "loaded": .runs, "drawn": .runs, "blended": .runs, "count": .runs, "more": .mayRun,
      ])
    try await workshop.run(text)
    #expect(
      try await fates(text, in: workshop) == [
        "loaded": .notNeeded, "drawn": .notNeeded, "blended": .reused(.disk), "count": .notNeeded,
        "more": .reused(.disk),
      ])
    // Whether `more` runs depends on what `count` gives.
    let changed = text.replacing("seed: 7", with: "seed: 8")
    #expect(
      try await fates(changed, in: workshop) == [
        "loaded": .reused(.disk), "drawn": .runs, "blended": .runs, "count": .runs,
        "more": .mayRun,
      ])
  }

  @Test func `over many graphs, what is said is what happens`() async throws {
    for seed in 0..<150 {
      let workshop = try Workshop()
      let text = RandomGraph(seed: UInt64(seed)).text
      let changed = RandomGraph(seed: UInt64(seed), variant: 1).text
      var wasReused = false
      for text in [text, changed, text] {
        let fates = try await fates(text, in: workshop)
        let (log, _) = try await workshop.run(text)
        for (node, fate) in fates {
          let ran = log.started.contains(node)
          let found = log.entries.contains(.found(node, in: .disk))
          switch fate {
          case .runs: #expect(ran, "\(node) was to run in \(text)")
          case .reused(let tier):
            #expect(tier == .disk && found && !ran, "\(node) was to be found in \(text)")
            wasReused = true
          case .mayRun: #expect(ran || found || log.mentions(node) == false, "\(node) in \(text)")
          case .absent, .notNeeded: #expect(!ran, "\(node) was not to run in \(text)")
          }
        }
      }
      #expect(wasReused)
    }
  }
}

extension EventLog {
  func mentions(_ node: String) -> Bool {
    started.contains(node) || entries.contains(.found(node, in: .disk))
  }
}

/// A graph of drawings, blends and counts, the same for the same seed; a variant has one literal
/// changed.
struct RandomGraph {
  var text = ""

  init(seed: UInt64, variant: Int = 0) {
    var random = SplitMix(seed: seed)
    func pick(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
    let count = 4 + pick(10)
    let varied = pick(count)
    var drawings: [String] = []
    var numbers: [String] = []
    var lines = ["nodes:"]
    for index in 0..<count {
      let change = index == varied ? variant : 0
      let node = "n\(index)"
      switch drawings.count < 2 ? 0 : pick(5) {
      case 0:
        lines.append("  \(node): {kind: Draw, seed: \(pick(4) + change)}")
        drawings.append(node)
      case 1, 2:
        let (a, b) = (drawings[pick(drawings.count)], drawings[pick(drawings.count)])
        lines.append(
          "  \(node): {kind: Blend, first: $\(a), second: $\(b), strength: 0.\(pick(5) + change)}")
        drawings.append(node)
      case 3:
        lines.append("  \(node): {kind: Measure, sketch: $\(drawings[pick(drawings.count)])}")
        numbers.append(node)
      default:
        let left = numbers.isEmpty ? "\(pick(3))" : "$\(numbers[pick(numbers.count)])"
        lines.append("  \(node): {kind: Add, left: \(left), right: \(pick(3) + change)}")
        numbers.append(node)
      }
    }
    let outputs = [drawings[drawings.count - 1]] + numbers.suffix(2)
    lines.append("outputs: {\(outputs.map { "\($0): $\($0)" }.joined(separator: ", "))}")
    text = lines.joined(separator: "\n")
  }
}

@Suite struct ReusePropertyTests {
  @Test func `reuse never changes a result, and events come in one order`() async throws {
    for seed in 0..<150 {
      let workshop = try Workshop()
      for variant in [0, 1, 2, 1, 0] {
        let text = RandomGraph(seed: UInt64(seed), variant: variant).text
        let kept = try await workshop.run(text)
        let twin = try Workshop()
        let fresh = try await twin.run(text)
        #expect(kept.result.outputs.count == fresh.result.outputs.count)
        for (a, b) in zip(kept.result.outputs, fresh.result.outputs) {
          #expect(
            a.value as? Int == b.value as? Int && a.value as? Drawing == b.value as? Drawing,
            "\(a.name) of \(text)")
        }
        let again = try await Workshop().run(text)
        #expect(again.log.allEntries == fresh.log.allEntries, "another order in \(text)")
      }
    }
  }
}
