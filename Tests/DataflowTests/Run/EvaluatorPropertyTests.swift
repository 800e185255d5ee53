import TestSupport
import Testing

@testable import Dataflow

/// What is true of every run, on random graphs that are the same in every run of the tests.
@Suite struct EvaluatorPropertyTests {
  /// A graph of a few dozen nodes: sums, choices by lazy inputs, twins, failures.
  func randomGraph(_ seed: UInt64) -> String {
    var generator = HostileGraphTests.Generator(state: seed)
    func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }
    let count = 3 + below(30)
    var lines = ["nodes:"]
    for index in 0..<count {
      func source() -> String { index == 0 || below(5) == 0 ? "\(below(3))" : "$n\(below(index))" }
      let node =
        switch below(12) {
        case 0...1: "kind: Number, value: \(below(3))"
        case 2...5: "kind: Add, left: \(source()), right: \(source())"
        case 6:
          "kind: Sum, numbers: [\((0..<below(4)).map { _ in source() }.joined(separator: ", "))]"
        case 7...9:
          "kind: Pick, condition: \(below(2) == 0), first: \(source()), second: \(source())"
        case 10: "kind: Slow, number: \(source()), steps: 1"
        default: below(3) == 0 ? "kind: Fail, number: \(source())" : "kind: Number, value: 7"
        }
      lines.append("  n\(index): {\(node)}")
    }
    let outputs = (0..<(1 + below(4))).map { "o\($0): $n\(below(count))" }
    return (lines + ["outputs: {\(outputs.joined(separator: ", "))}"]).joined(separator: "\n")
  }

  /// The value of a binding by its definition: no reuse, no order, everything computed anew.
  func value(_ binding: Binding, in graph: CheckedGraph) -> (any GraphValue)? {
    switch binding {
    case .value(let value): return value
    case .text, .parameter, .absent: return nil
    case .list(let elements, _):
      let values = elements.map { value($0, in: graph) as? Int }
      return values.contains(nil) ? nil : values.compactMap(\.self)
    case .output(let index, _, _):
      let node = graph.nodes[index]
      func input(_ name: String) -> (any GraphValue)? {
        node.kind.inputs.position(of: name).flatMap { value(node.bindings[$0], in: graph) }
      }
      switch node.kind.name {
      case "Number": return input("value")
      case "Slow": return input("number")
      case "Add":
        guard let left = input("left") as? Int, let right = input("right") as? Int else {
          return nil
        }
        return left + right
      case "Sum": return (input("numbers") as? [Int])?.reduce(0, +)
      case "Pick": return input(input("condition") as? Bool == true ? "first" : "second")
      default: return nil
      }
    }
  }

  @Test func `the result is that of the definition, nothing runs twice, all is given up`()
    async throws
  {
    var reuses = 0
    var failures = 0
    for seed in 0..<600 {
      let text = randomGraph(UInt64(seed))
      let graph = try testGraph(text)
      let log = EventLog()
      let result = await Evaluator { log.record($0) }.run(graph)
      for output in graph.outputs {
        #expect(
          result[output.name] as? Int == value(output.binding, in: graph) as? Int,
          "\(output.name) of \(text)")
      }
      #expect(Set(log.started).count == log.started.count, "twice in \(text)")
      reuses += log.entries.count { if case .reused = $0 { true } else { false } }
      failures += result.failures.count

      // What ran and is not asked for has been released, and nothing was released twice.
      let ran = log.entries.compactMap { if case .ran(let node) = $0 { node } else { nil } }
      let equal = log.entries.compactMap { if case .reused(let n, _) = $0 { n } else { nil } }
      let released = log.allEntries.compactMap { entry in
        if case .released(let node) = entry { node } else { nil as String? }
      }
      let plan = RunPlan(graph, graph.everything)
      var kept: Set<String> = []
      for output in graph.outputs {
        output.binding.forEachSource { node in
          if let cell = plan.cells[node] { kept.insert(graph.nodes[cell].id) }
        }
      }
      #expect(Set(released).count == released.count, "released twice in \(text)")
      #expect(Set(ran).subtracting(kept).isSubset(of: released), "kept in \(text)")
      #expect(Set(released).isSubset(of: ran + equal), "released unmade in \(text)")

      let again = EventLog()
      _ = await Evaluator { again.record($0) }.run(graph)
      #expect(again.allEntries == log.allEntries, "another order in \(text)")
    }
    // The graphs are such that all of it was put to the test.
    #expect(reuses > 30 && failures > 15, "\(reuses) reuses, \(failures) failures")
  }
}
