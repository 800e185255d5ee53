import Dataflow
import TestSupport

@testable import Nodes

/// Checks and runs a graph of the kinds that ship; `weft: 1` is put before its text.
func run(_ text: String, _ log: EventLog = EventLog()) async throws -> RunResult {
  let source = SourceText(file: "test.yaml", text: "weft: 1\n" + text)
  let (graph, _) = try GraphChecker(catalog: NodeLibrary.catalog).graph(source)
  return await Evaluator(handler: log.record).run(graph)
}
