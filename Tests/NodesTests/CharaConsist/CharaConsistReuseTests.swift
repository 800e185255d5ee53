import Dataflow
import TestSupport
import Testing

@testable import Nodes

/// What runs when a series of pictures of one character is changed or continued.
@Suite struct CharaConsistReuseTests {
  /// An identity and a frame for each action, in few steps.
  private func graph(_ actions: [String], background: String = "in the snow,") -> String {
    var text = """
      weft: 1
      nodes:
        model: {kind: LoadModel, name: critters}
        noise: {kind: NoiseLatent, model: $model, seed: 7}
        who: {kind: CharaConsistPrompt, model: $model, background: "\(background)",
              character: a round red critter, action: standing}
        identity: {kind: CharaConsistIdentity, model: $model, prompt: $who, latent: $noise, steps: 4,
                   guidance_scale: 1, foreground_by: prediction, clean_masks: false}

      """
    for action in actions {
      text += """
          \(action)_words: {kind: CharaConsistPrompt, model: $model, background: "on the beach,",
                            character: a round red critter, action: \(action)}
          \(action): {kind: CharaConsistFrame, model: $model, bank: $identity.bank,
                      prompt: $\(action)_words, latent: $noise, guidance_scale: 1}

        """
    }
    text += "outputs:\n"
    for action in actions { text += "  \(action)_latent: $\(action)\n" }
    return text
  }

  /// What runs in a process of its own on a folder of kept results.
  private func ran(_ text: String, _ cache: String) async throws -> [String] {
    let models = ModelFolders(["\(Repository.root)/checkpoints"])
    let (graph, _) = try GraphChecker(catalog: NodeLibrary.catalog, models: models)
      .graph(SourceText(file: "test.yaml", text: text))
    let log = EventLog()
    let evaluator = Evaluator(
      models: models, store: ValueStore(folder: cache), handler: log.record)
    let result = await evaluator.run(graph)
    #expect(result.failures.isEmpty)
    return log.started.filter { $0 != "model" }
  }

  @Test func `only the pictures that are new or changed are drawn, also by another process`()
    async throws
  {
    let folder = try TemporaryFolder()
    let cache = folder.file("cache")
    let first = try await ran(graph(["waving", "jumping"]), cache)
    #expect(
      Set(first)
        == ["noise", "who", "identity", "waving_words", "waving", "jumping_words", "jumping"])
    #expect(first.count == 7)

    #expect(try await ran(graph(["waving", "jumping"]), cache).isEmpty)
    #expect(
      try await ran(graph(["waving", "jumping", "sleeping"]), cache)
        == ["sleeping_words", "sleeping"])
    #expect(
      try await ran(graph(["waving", "leaping", "sleeping"]), cache)
        == ["leaping_words", "leaping"])
  }

  @Test func `another identity draws all its frames anew`() async throws {
    let folder = try TemporaryFolder()
    let cache = folder.file("cache")
    _ = try await ran(graph(["waving"]), cache)
    #expect(
      try await ran(graph(["waving"], background: "at night,"), cache)
        == ["who", "identity", "waving"])
  }
}
