import Foundation
import TestSupport
import Testing

/// The pages are true: their commands are run in order and print what is shown.
@Suite struct DocumentTests {
  @Test func `every command of the guide does what the guide shows`() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("checkpoints"), withDestinationPath: "\(Repository.root)/checkpoints")
    let guide = try Document("docs/guide.md", in: folder.path)
    #expect(try guide.run() >= 12)
  }

  @Test func `every command of the README does what the README shows`() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("checkpoints"), withDestinationPath: "\(Repository.root)/checkpoints")
    try FileManager.default.copyItem(
      atPath: "\(Repository.root)/graphs", toPath: folder.file("graphs"))
    try folder.write(Array(Self.portrait.utf8), to: "portrait.yaml")
    let readme = try Document("README.md", in: folder.path)
    // What `make demo` runs.
    try readme.run(command: "weft run graphs/text-to-image.yaml --out out/demo")
    #expect(try readme.run() >= 12)
    try FileManager.default.copyItem(
      atPath: folder.file("graphs/text-to-image.yaml"), toPath: folder.file("graph.yaml"))
    #expect(readme.inlineCommands.filter { !Self.names.contains($0) } == Self.commands)
    for command in Self.commands where command != "weft format -" {
      #expect(try readme.status(of: command) == 0, "\(command)")
    }
    #expect(try readme.run(command: "weft format graphs/*.yaml").isEmpty)
    let styled = try Command.weft(["format", "-"], in: folder.path, input: "weft: 1\nnodes: {}\n")
    #expect(styled.output == "weft: 1\n\nnodes: {}\n")
  }

  /// Verbs that the README names without saying what of.
  private static let names = [
    "weft plan", "weft why", "weft cache", "weft inspect", "weft run", "weft diff",
  ]

  /// What it says can be typed, apart from what it shows.
  private static let commands = [
    "weft nodes", "weft nodes Sample", "weft new", "weft format graphs/*.yaml", "weft format -",
    "weft draw graphs/text-to-image.yaml --output graph.svg", "weft lock graph.yaml",
    "weft run graph.yaml --locked", "weft --generate-completion-script bash", "weft --version",
  ]

  /// The graph with mistakes that the README checks.
  private static let portrait = """
    weft: 1
    about: A picture from a prompt.

    inputs:
      prompt: {type: Text, default: "a round red critter wearing a hat, waving in the snow"}
      model: {type: ModelName, default: critters, family: [flux]}
      seed: {type: Seed, default: 7}
      steps: {type: Integer, default: 20, in: 1..1000}



    nodes:
      model:
        kind: LoadModel
        name: $inputs.model

      words:
        kind: EncodeText
        model: $model
        txet: $inputs.promt
      noise:
        kind: NoiseLatnet
        model: $model
        seed: $inputs.seed

      denoised:
        kind: Sample
        steps: $inputs.steps
        model: $model
        positive: $wrods
        latent: $noise
      picture:
        kind: DecodeLatent
        model: $model
        latent: $denoised

    outputs:
      picture: $picture
    """
}
