import Dataflow
import Diffusion
import FoundationEssentials
import Models
import Tensors
import TestSupport
import Testing

@testable import Nodes

/// A model with one damaged file is refused with a message, or makes some picture: no trap, no hang.
///
/// A few damages of each file by default; `WEFT_DAMAGES=2000 swift test --filter HostileModelTests`
/// (`make test-hostile`) tries as many as that.
@Suite struct HostileModelTests {
  private static let model = "\(Repository.root)/checkpoints/critters"

  private static let files = [
    "model.yaml", "scheduler/scheduler_config.json", "transformer/config.json",
    "transformer/diffusion_pytorch_model.safetensors", "vae/config.json",
    "vae/diffusion_pytorch_model.safetensors", "text_encoder/config.json",
    "text_encoder/model.safetensors", "text_encoder_2/config.json",
    "text_encoder_2/model.safetensors", "tokenizer/tokenizer.json",
    "tokenizer/tokenizer_config.json", "tokenizer_2/tokenizer.json",
    "judge/attributes/config.json", "judge/attributes/preprocessor_config.json",
    "judge/attributes/model.safetensors",
  ]

  private static let damages =
    ProcessInfo.processInfo.environment["WEFT_DAMAGES"].flatMap { Int($0) } ?? 30

  /// How much of a file is damaged: of large files, the header and what follows it.
  private static let reach = 1 << 15

  @Test(arguments: files)
  func `a model with one damaged file is refused or used`(file: String) async throws {
    let folder = try TemporaryFolder()
    let copy = folder.file("critters")
    try link(Self.model, to: copy, except: file)
    let bytes = try Fixture.bytes(at: "\(Self.model)/\(file)")
    let head = Array(bytes.prefix(Self.reach))
    let tail = bytes.dropFirst(Self.reach)
    var outcomes = (refused: 0, used: 0)
    for damaged in Corruption(
      of: head, truncations: Self.damages / 10, flips: Self.damages, seed: 7)
    {
      let whole = damaged.count == head.count ? damaged + tail : damaged
      try Data(whole).write(to: URL(filePath: "\(copy)/\(file)"))
      do {
        try await use(copy, judge: file.hasPrefix("judge"))
        outcomes.used += 1
      } catch {
        #expect(!"\(error)".isEmpty)
        outcomes.refused += 1
      }
    }
    #expect(outcomes.refused > 0)
  }

  /// Opens every part of a model and computes the smallest picture there is.
  private func use(_ folder: String, judge: Bool) async throws {
    if judge {
      let network = try ImageClassifier(folder: "\(folder)/judge/attributes")
      _ = network.classify(.zeros([1, network.channels, 32, 32]))
      return
    }
    let model = Model(try ModelProfile(opening: folder))
    let space = try model.latentSpace()
    let side = space.sizeMultiple / space.cellSize
    guard side <= 64, space.channels <= 1024 else { return }
    let words = try model.encode("a red critter", tokens: 8)
    let noise = Tensor.randomNormal([1, space.channels, side, side], seed: 1)
    let conditioning = FluxConditioning(tokens: words.tokens, pooled: words.pooled)
    let latent = try await Denoising(
      from: noise, along: model.flux.schedule(steps: 1, latent: noise.shape),
      by: EulerSampler(), with: model.flux.denoiser(conditioning)
    ).result()
    _ = try model.flux.decode(latent)
  }

  /// Makes a folder like another, whose files are links to the other's, but for one.
  private func link(_ source: String, to target: String, except file: String) throws {
    let files = FileManager.default
    for path in try files.subpathsOfDirectory(atPath: source) where path != file {
      let (from, to) = ("\(source)/\(path)", "\(target)/\(path)")
      var isFolder = false
      guard files.fileExists(atPath: from, isDirectory: &isFolder) else { continue }
      let folder = isFolder ? to : String(to.dropLast(to.split(separator: "/").last?.count ?? 0))
      try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
      if !isFolder { try files.createSymbolicLink(atPath: to, withDestinationPath: from) }
    }
  }
}
