import Dataflow
import Models
import Tensors
import Testing

@testable import Nodes

@Suite struct ModelProfileTests {
  private func faults(_ text: String) -> [String] {
    do {
      _ = try ModelProfile(SourceText(file: "model.yaml", text: text), in: "models/small")
      return []
    } catch {
      return error.diagnostics.map(\.line)
    }
  }

  @Test func `a profile gives the model's parts and defaults`() throws {
    let text = """
      weft-model: 1
      family: flux
      about: A small one.
      licence: Apache-2.0
      layout: diffusers
      defaults: {steps: 20, sampler: heun, guidance_scale: 3, negative: "", text_tokens: 64, width: 128, height: 96}
      """
    let profile = try ModelProfile(SourceText(file: "model.yaml", text: text), in: "models/small")
    #expect(profile.name == "small")
    #expect(profile.family == .flux)
    #expect(profile.licence == "Apache-2.0")
    #expect(profile.files.transformer == "models/small/transformer")
    #expect(profile.files.scheduler == "models/small/scheduler/scheduler_config.json")
    #expect(profile.defaults.steps == 20)
    #expect(profile.defaults.sampler == .heun)
    #expect(profile.defaults.guidanceScale == 3)
    #expect(profile.defaults.textTokens == 64)
    #expect(profile.defaults.height == 96)
  }

  @Test func `parts in single files are found beside the profile, or where an absolute path says`()
    throws
  {
    let text = """
      weft-model: 1
      family: flux
      files:
        transformer: flux1-dev.safetensors
        vae: /models/ae.safetensors
        text_encoder: clip_l
        text_encoder_2: t5xxl
        tokenizer: clip_l
        tokenizer_2: t5xxl
      """
    let files = try ModelProfile(SourceText(file: "model.yaml", text: text), in: "models/dev").files
    #expect(files.transformer == "models/dev/flux1-dev.safetensors")
    #expect(files.autoencoder == "/models/ae.safetensors")
    #expect(files.textEncoder2 == "models/dev/t5xxl")
    #expect(files.scheduler == nil)
  }

  @Test func `a profile says how weights in blocks are multiplied`() throws {
    let text = "weft-model: 1\nfamily: flux\nlayout: diffusers\n"
    func precision(_ line: String) throws -> ProductPrecision {
      try ModelProfile(SourceText(file: "model.yaml", text: text + line), in: "models/small")
        .precision
    }
    #expect(try precision("") == .exact)
    #expect(try precision("precision: fast") == .fast)
    #expect(
      faults(text + "precision: fats") == [
        "model.yaml:4:12: error: 'precision': 'fats' is none of exact, fast; did you mean 'fast'?"
      ])
  }

  @Test func `every fault of a profile is reported at once, at its place`() {
    let text = """
      weft-model: 1
      famly: flux
      layout: difusers
      defaults: {steps: 0, sampler: eular, width: wide, tokens: 3}
      sha256: {vae/model.safetensors: 12ab}
      """
    #expect(
      faults(text) == [
        "model.yaml:1:1: error: 'family' is missing",
        "model.yaml:2:1: error: a profile has no key 'famly'; did you mean 'family'?",
        "model.yaml:3:9: error: 'layout': 'difusers' is none of diffusers; did you mean 'diffusers'?",
        "model.yaml:4:19: error: 'steps' is 0 and must be in 1..1000",
        "model.yaml:4:31: error: 'sampler': 'eular' is none of euler, heun; did you mean 'euler'?",
        "model.yaml:4:45: error: 'width': 'wide' is not an Integer",
        "model.yaml:4:51: error: 'defaults' has no key 'tokens'",
        "model.yaml:5:33: error: a digest is 64 lower-case hexadecimal digits",
      ])
  }

  @Test(arguments: [
    ("", "model.yaml:1:1: error: the profile is empty"),
    ("- 1", "model.yaml:1:1: error: a profile is a mapping, not a list"),
    (
      "{weft-model: 1, family: flux}",
      "model.yaml:1:1: error: 'layout: diffusers, or files' is missing"
    ),
    (
      "{weft-model: 2, family: flux, layout: diffusers}",
      "model.yaml:1:14: error: 'weft-model' is 2 and must be in 1..1"
    ),
    (
      "{weft-model: 1, family: flux, layout: diffusers, files: {}}",
      "model.yaml:1:57: error: give 'layout' or 'files', not both"
    ),
  ])
  func `a faulty profile is refused with its first fault`(text: String, message: String) {
    #expect(faults(text).first == message)
  }
}
