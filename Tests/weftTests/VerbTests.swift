import Foundation
import Formats
import TestSupport
import Testing

@Suite struct VerbTests {
  @Test func `the version is printed`() throws {
    let run = try Command.weft(["--version"])
    #expect(run.code == 0)
    #expect(run.output == "0.1.0\n")
  }

  @Test func `kernels that there are not are refused before anything runs`() throws {
    let run = try Command.weft(["nodes"], environment: ["WEFT_CPU": "avx9"])
    #expect(run.code == 64 && run.output.isEmpty)
    #expect(run.error.hasPrefix("error: WEFT_CPU is 'avx9', which is no set of instructions"))
    #expect(try Command.weft(["nodes"], environment: ["WEFT_CPU": "avx2"]).code == 0)
  }

  @Test(arguments: [
    "run", "check", "format", "nodes", "models", "schema", "inspect", "diff", "lock",
    "draw", "new",
  ])
  func `each verb has help and completion`(verb: String) throws {
    let help = try Command.weft([verb, "--help"])
    #expect(help.code == 0 && help.output.contains("USAGE: weft \(verb)"))
    let completion = try Command.weft(["--generate-completion-script", "bash"])
    #expect(completion.output.contains("_weft_\(verb)"))
  }

  @Test func `check reports the faults of every graph, and warns without failing`() throws {
    let folder = try TemporaryFolder()
    let wrong = try folder.write(Array("weft: 1\nnodes: {a: {kind: Smple}}\n".utf8), to: "a.yaml")
    let run = try Command.weft(["check", "graphs/text-to-image.yaml", wrong, "--json"])
    #expect(run.code == 65)
    let record = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(record["line"] as? Int == 2 && record["column"] as? Int == 19)
    #expect((record["message"] as? String)?.hasSuffix("did you mean 'Sample'?") == true)
  }

  @Test func `a kind is described as its page has it, and as JSON`() throws {
    let text = try Command.weft(["nodes", "NoiseLatent"]).output
    #expect(text.hasPrefix("NoiseLatent: Noise for a denoising run to begin from.\n"))
    let json = try Command.weft(["nodes", "NoiseLatent", "--json"]).output
    let record = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(record["name"] as? String == "NoiseLatent")
  }

  @Test func `the shipped model is listed, described and as its profile records it`() throws {
    #expect(try Command.weft(["models"]).output.contains("critters  flux"))
    #expect(try Command.weft(["models", "critters"]).output.contains("Apache-2.0"))
    let verified = try Command.weft(["models", "critters", "--verify"])
    #expect(verified.code == 0, "\(verified.output)")
    #expect(
      verified.output.contains("transformer/diffusion_pytorch_model.safetensors: as recorded"))
  }

  @Test func `the events of a run are objects, one a line, from plan to end`() throws {
    let folder = try TemporaryFolder()
    let run = try Command.weft([
      "run", "graphs/text-to-image.yaml", "--set", "steps=2", "--out", folder.path, "--json",
    ])
    let records = try run.records
    #expect(records.first?["event"] as? String == "schema")
    #expect(records.first?["version"] as? Int == 1)
    #expect(records.dropFirst().first?["event"] as? String == "planned")
    #expect(records.last?["event"] as? String == "ended")
    #expect(records.last?["state"] as? String == "done")
    #expect(
      records.last?["made"] as? [String] == ["model", "words", "noise", "denoised", "picture"])
    #expect((records.last?["peak_bytes"] as? Int ?? 0) > 1 << 20)
    let steps = records.filter { $0["event"] as? String == "progress" }
    #expect(steps.compactMap { $0["step"] as? Int } == [0, 1, 2])
    let output = try #require(records.first { $0["event"] as? String == "output" })
    #expect(output["path"] as? String == folder.file("text-to-image.picture.png"))
  }

  @Test func `a picture carries the graph that made it, which makes it again`() throws {
    let folder = try TemporaryFolder()
    let made = try Command.weft([
      "run", "graphs/text-to-image.yaml", "--set", "steps=2", "--set", "seed=9", "--out",
      folder.path,
    ])
    let picture = try Picture.read(made.output.trimmingCharacters(in: .newlines))
    let graph = try #require(picture.text("weft-graph"))
    #expect(picture.text("weft-inputs")?.contains("\"seed\":\"9\"") == true)
    try folder.write(Array(graph.utf8), to: "text-to-image.yaml")
    let again = try Command.weft([
      "run", folder.file("text-to-image.yaml"), "--out", folder.file("again"),
    ])
    #expect(again.code == 0, "\(again.error)")
    #expect(
      try Fixture.bytes(at: folder.file("again/text-to-image.picture.png"))
        == Fixture.bytes(at: folder.file("text-to-image.picture.png")))
  }

  @Test func `a relative path begins where the command is called`() throws {
    let folder = try TemporaryFolder()
    let graphs = "\(Repository.root)/graphs"
    let expected = try Fixture.bytes(at: "\(graphs)/text-to-image.expected.png")
    try folder.write(expected, to: "critter.png")
    let run = try Command.weft(
      ["run", "\(graphs)/classify.yaml", "--set", "image=critter.png"], in: folder.path)
    #expect(run.code == 0, "\(run.error)")
    #expect(run.output.hasPrefix("answer: kind/"))
  }

  @Test func `a node asked for alone runs with what it needs and no more`() throws {
    let folder = try TemporaryFolder()
    let run = try Command.weft([
      "run", "graphs/text-to-image.yaml", "--only", "noise", "--out", folder.path,
    ])
    #expect(run.output == "\(folder.path)/text-to-image.noise.latent.safetensors\n")
    #expect(!run.error.contains("denoised"))
  }
}
