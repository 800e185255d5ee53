import Dataflow
import Formats
import FoundationEssentials
import Models
import Synchronization
import Tensors
import TestSupport
import Testing

@testable import Nodes

/// What a frame refuses, and what the nodes of a character put out.
@Suite struct CharaConsistFrameTests {
  private static let critters = "\(Repository.root)/checkpoints/critters"

  private func model(_ path: String = critters) throws -> Model {
    Model(try ModelProfile(opening: path))
  }

  private func noise(_ model: Model, width: Int = 128, height: Int = 128) async throws -> Latent {
    var node = NoiseLatent()
    node.model = model
    node.width = width
    node.height = height
    node.seed = 7
    try await node.run(in: NodeContext())
    return node.latent
  }

  private func prompt(_ model: Model, _ background: String) async throws -> CharacterPrompt {
    var node = CharaConsistPrompt()
    node.model = model
    node.background = background
    node.character = "a round red critter"
    node.action = "waving"
    try await node.run(in: NodeContext())
    return node.prompt
  }

  private func identity(
    _ model: Model, merge: Bool = true, background: Bool = false,
    in context: NodeContext = NodeContext()
  ) async throws -> CharaConsistIdentity {
    var node = CharaConsistIdentity()
    node.model = model
    node.prompt = try await prompt(model, "in the snow,")
    node.latent = try await noise(model)
    node.steps = 8
    node.guidanceScale = 1
    node.merge = merge
    node.shareBackground = background
    node.foregroundBy = .prediction
    node.cleanMasks = false
    try await node.run(in: context)
    return node
  }

  private func frame(_ model: Model, _ bank: IdentityBank) async throws -> CharaConsistFrame {
    var node = CharaConsistFrame()
    node.model = model
    node.bank = bank
    node.prompt = try await prompt(model, "on the beach,")
    node.latent = try await noise(model)
    node.guidanceScale = 1
    return node
  }

  private func refusal(_ node: CharaConsistFrame) async -> String? {
    let error = await #expect(throws: ValueError.self) { try await node.run(in: NodeContext()) }
    return error?.description
  }

  @Test func `a bank of other steps is refused`() async throws {
    let model = try model()
    var node = try await frame(model, try await identity(model).bank)
    node.steps = 5
    #expect(
      await refusal(node)
        == "the bank was made in 8 steps, and this picture is to be drawn in 5")
  }

  @Test func `a bank of other weights is refused`() async throws {
    let folder = try TemporaryFolder()
    let other = folder.file("other")
    try FileManager.default.copyItem(atPath: Self.critters, toPath: other)
    let file = URL(filePath: "\(other)/transformer/diffusion_pytorch_model.safetensors")
    var bytes = try Data(contentsOf: file)
    bytes[2 << 20] ^= 1
    try bytes.write(to: file)
    let bank = try await identity(model()).bank
    let node = try await frame(model(other), bank)
    #expect(await refusal(node) == "the bank was made with other weights than those of other")
  }

  @Test func `a background of another size is refused, and one that was not kept`() async throws {
    let model = try model()
    var node = try await frame(model, try await identity(model).bank)
    node.shareBackground = true
    #expect(
      await refusal(node)
        == "the bank has no background: it was made without 'share_background'")
    node.bank = try await identity(model, background: true).bank
    node.latent = try await noise(model, width: 160, height: 128)
    #expect(
      await refusal(node)
        == "the bank's background is of 128×128 pixels, and the picture of 160×128")
  }

  @Test func `sharing that would end before it begins is refused`() async throws {
    let model = try model()
    var node = CharaConsistIdentity()
    node.model = model
    node.prompt = try await prompt(model, "in the snow,")
    node.latent = try await noise(model)
    node.steps = 200
    node.shareEnd = 4
    let error = await #expect(throws: ValueError.self) { try await node.run(in: NodeContext()) }
    #expect(error?.description == "'share_end' is 4, and of 200 steps the first that shares is 4")
  }

  @Test func `merging needs a bank that was made for it`() async throws {
    let model = try model()
    var node = try await frame(model, try await identity(model, merge: false).bank)
    #expect(await refusal(node) == "the bank was made without 'merge'")
    node.merge = false
    try await node.run(in: NodeContext())
  }

  @Test func `a frame of another size shares the foreground`() async throws {
    let model = try model()
    var node = try await frame(model, try await identity(model).bank)
    node.latent = try await noise(model, width: 160, height: 112)
    try await node.run(in: NodeContext())
    #expect(node.tokens.shape == [7, 10])
    #expect(node.mask.width == 160 && node.mask.height == 112)
    #expect(node.matches.values.shape == [7, 10, 4])
  }

  @Test(arguments: [(true, false), (false, false), (true, true)])
  func `a rehearsal foretells the size of a bank, but for how many tokens show the character`(
    merge: Bool, background: Bool
  ) async throws {
    let made = try await identity(model(), merge: merge, background: background)
    let said = Mutex<[String]>([])
    let context = NodeContext(isRehearsal: true) { report in
      if case .note(let text) = report { said.withLock { $0.append(text) } }
    }
    // A model of its own: what is opened in a rehearsal has no numbers.
    await TensorMemory().rehearse {
      _ = try? await identity(model(), merge: merge, background: background, in: context)
    }
    let note = try #require(said.withLock { $0.first })
    let match = try #require(note.firstMatch(of: /take (\d+) bytes (less|and) (\d+) for each/))
    let (none, each) = (try #require(Int(match.1)), try #require(Int(match.3)))
    let shown = made.bank.bank.foreground.count
    #expect(shown > 0)
    #expect(made.bank.byteCount == none + (match.2 == "less" ? -each : each) * shown)
  }

  @Test func `what is kept of a bank, a prompt and matches comes back from disk`() async throws {
    let model = try model()
    let bank = try await identity(model, background: true).bank
    let again = try bank.keptAndRead
    #expect(again.weights == bank.weights)
    #expect(again.byteCount == bank.byteCount)
    #expect(try again.storedBytes == bank.storedBytes)
    var node = try await frame(model, again)
    node.shareBackground = true
    try await node.run(in: NodeContext())
    #expect(try node.matches.keptAndRead.matches == node.matches.matches)
    let prompt = try node.prompt.keptAndRead
    #expect(prompt.lengths == node.prompt.lengths)
  }

  @Test func `an identity recorded in little memory is the same, and no file is left`() async throws
  {
    let model = try model()
    let folder = try TemporaryFolder()
    let free = try await identity(model, background: true)
    for bytes in [0, 1 << 20] {
      let memory = MemoryLimit(bytes: bytes, folder: folder.path)
      let limited = try await identity(
        model, background: true, in: NodeContext(memory: memory))
      #expect(try limited.bank.storedBytes == free.bank.storedBytes)
      #expect(limited.denoised.cells.bytes() == free.denoised.cells.bytes())
    }
    #expect(try Folder.names(in: folder.path).isEmpty)
  }

  @Test func `where there is no room to record, the node says so`() async throws {
    let model = try model()
    let error = await #expect(throws: StorageError.self) {
      _ = try await identity(
        model, in: NodeContext(memory: MemoryLimit(bytes: 0, folder: "/nowhere/at/all")))
    }
    #expect(
      error?.description == "cannot make a file in '/nowhere/at/all': No such file or directory")
  }

  @Test func `a picture that exists can be the identity`() async throws {
    let model = try model()
    var node = CharaConsistIdentity()
    node.model = model
    node.prompt = try await prompt(model, "in the snow,")
    node.latent = try await noise(model)
    node.source = Latent(0.5 * node.latent.cells, in: node.latent.space)
    node.steps = 4
    node.guidanceScale = 1
    try await node.run(in: NodeContext())
    #expect(node.denoised.cells.floats() == (0.5 * node.latent.cells).floats())
    #expect(node.bank.bank.settings.steps == 4)
  }

  @Test func `a prompt without a background is refused`() async throws {
    let model = try model()
    var node = CharaConsistPrompt()
    node.model = model
    node.background = " "
    node.character = "a critter"
    node.action = "waving"
    let error = await #expect(throws: ValueError.self) { try await node.run(in: NodeContext()) }
    #expect(
      error?.description
        == "the background is empty; without its words the character cannot be told from it")
    node.background = "in the snow,"
    node.tokens = 3
    let cut = await #expect(throws: ValueError.self) { try await node.run(in: NodeContext()) }
    #expect(
      cut?.description == "the first 3 tokens of the prompt hold nothing but the background")
  }

  @Test func `words of the background are counted as its own tokenizer cuts them`() async throws {
    let prompt = try await prompt(model(), "in the snow,")
    #expect(prompt.lengths == PromptLengths(background: 4, words: 9))
  }
}
