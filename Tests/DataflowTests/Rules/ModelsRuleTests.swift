import Dataflow
import TestSupport
import Testing

@Suite struct ModelsRuleTests {
  struct Models: ModelSearch {
    let names = ["critters", "sketch"]

    func model(named name: ModelName) -> ModelDescription? {
      switch name.text {
      case "critters": ModelDescription(name: "critters", family: "flux", path: "/models/critters")
      case "sketch":
        ModelDescription(
          name: "sketch", family: "sdxl", capabilities: ["edit"], path: "/models/sketch")
      default: nil
      }
    }
  }

  static let checker = GraphChecker(catalog: TestLibrary.catalog, models: Models())

  @Test func `a model is found and is what the graph asks for`() {
    expectFaults(
      """
      inputs:
        right: {type: ModelName, default: sketch, family: sdxl, capability: edit}
        other: {type: ModelName, default: ①sketch, family: [flux, x2i]}
        plain: {type: ModelName, default: ②critters, capability: edit}
        wrong: {type: ModelName, default: ③criters}
      nodes:
        a: {kind: UseModel, model: ④nothing}
        b: {kind: UseModel, model: critters}
      outputs: {a: $a, b: $b}
      """,
      [
        "①": "model 'sketch' is of the family sdxl; the graph wants flux or x2i",
        "②": "model 'critters' has no capability edit",
        "③": "missing: no model \"criters\" is found; did you mean 'critters'?",
        "④": "missing: no model \"nothing\" is found",
      ], by: Self.checker)
  }

  @Test func `without a search no model is looked for`() {
    expectFaults("nodes:\n  a: {kind: UseModel, model: x}\noutputs: {a: $a}", [:])
  }

  @Test func `a node finds models while it runs`() async throws {
    let source = SourceText(
      file: "a.yaml", text: "weft: 1\nnodes: {a: {kind: UseModel, model: sketch}}\noutputs: {a: $a}"
    )
    let graph = try Self.checker.graph(source).graph
    let result = await Evaluator(models: Models()).run(graph)
    #expect(result["a"] as? String == "sdxl")
  }
}
