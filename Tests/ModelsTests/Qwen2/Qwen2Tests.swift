import Formats
import Layers
import TestSupport
import Tensors
import Testing

@testable import Models

@Suite struct Qwen2Tests {
  /// Reads the prompt and then token by token, as the fixture did.
  private static func check(_ model: Qwen2, _ fixture: Fixture, capacity: Int = 0) throws {
    let ids = try fixture.input("ids")
    let following = try fixture.input("following")
    var cache = Qwen2Cache(model.configuration, batch: ids.shape[0], capacity: capacity)
    let states = model.hiddenStates(model.embedded(ids), cache: &cache)
    for (index, state) in states.enumerated() {
      expectClose(state, try fixture.output("state.\(index)"), relative: 1e-6)
    }
    expectClose(
      model.logits(states[states.count - 1]), try fixture.output("logits"), relative: 1e-6)
    for index in 0..<following.shape[1] {
      let token = following.sliced(axis: 1, index..<index + 1)
      let next = model(model.embedded(token), cache: &cache)
      expectClose(
        model.logits(next), try fixture.output("following.\(index)"), relative: 1e-6)
    }
    #expect(cache.count == ids.shape[1] + following.shape[1])
  }

  @Test(
    arguments: ["model.width32-heads4-of-2", "model.width24-heads3-of-1-tied"], [0, 12, 64])
  func `a prompt and the tokens after it are those of transformers`(
    name: String, capacity: Int
  ) throws {
    let fixture = try Fixture("Qwen2", name)
    let checkpoint = try fixture.checkpoint()
    let model = try Qwen2(Weights(checkpoint), Qwen2Configuration(fixture.configuration()))
    try Self.check(model, fixture, capacity: capacity)
    #expect(checkpoint.unread == [])
  }

  @Test func `a GGUF file of llama.cpp's names is read with its numbers and blocks`() throws {
    let name = "file.width32-heads4-of-2"
    let path = "\(Fixture.folder())/Qwen2/\(name).gguf"
    let checkpoint = try Checkpoint(opening: path)
    let weights = Weights(try Qwen2Weights.inPublishedForm(checkpoint))
    let model = try Qwen2(weights, Qwen2Configuration(GGUFFile(path)))
    try Self.check(model, Fixture("Qwen2", name))
    #expect(checkpoint.unread == [])
  }

  @Test func `a text read in parts gives what it gives whole`() throws {
    let fixture = try Fixture("Qwen2", "model.width32-heads4-of-2")
    let model = try Qwen2(
      Weights(fixture.checkpoint()), Qwen2Configuration(fixture.configuration()))
    let x = model.embedded(try fixture.input("ids"))
    var whole = Qwen2Cache(model.configuration, batch: 2)
    let expected = model(x, cache: &whole)
    var parts = Qwen2Cache(model.configuration, batch: 2)
    let actual = [0..<4, 4..<5, 5..<11].map { model(x.sliced(axis: 1, $0), cache: &parts) }
    expectClose(.concatenate(actual, axis: 1), expected, relative: 1e-6)
  }

  @Test func `a copy of what was read begins another continuation`() throws {
    let fixture = try Fixture("Qwen2", "model.width32-heads4-of-2")
    let model = try Qwen2(
      Weights(fixture.checkpoint()), Qwen2Configuration(fixture.configuration()))
    let following = model.embedded(try fixture.input("following"))
    var prompt = Qwen2Cache(model.configuration, batch: 2, capacity: 64)
    _ = model(model.embedded(try fixture.input("ids")), cache: &prompt)
    var (one, other) = (prompt, prompt)
    _ = model(following.sliced(axis: 1, 3..<4), cache: &one)
    let first = model(following.sliced(axis: 1, 0..<1), cache: &other)
    expectClose(model.logits(first), try fixture.output("following.0"), relative: 1e-6)
    #expect(prompt.count == 11)
  }

  @Test func `the names of newer files of Qwen2_5-VL give the same model`() throws {
    let fixture = try Fixture("Qwen2", "model.width32-heads4-of-2")
    let tensors = try fixture.weights().map { name, tensor in
      (name.replacing("model.", with: "model.language_model."), tensor)
    }
    let checkpoint = Checkpoint(Dictionary(uniqueKeysWithValues: tensors))
    let model = try Qwen2(
      Weights(Qwen2Weights.inPublishedForm(checkpoint)),
      Qwen2Configuration(fixture.configuration()))
    try Self.check(model, fixture)
  }
}
