import Diffusion
import Formats
import Layers
import TestSupport
import Tensors
import Testing

@testable import Models

/// Whole pipelines, from token ids to pixels, at tiny widths.
@Suite struct FluxPipelineTests {
  @Test(arguments: ["text-to-image.plain", "text-to-image.guided"])
  func `a text becomes the picture of the reference`(name: String) async throws {
    let (parts, fixture) = (try Parts(), try Fixture("FluxPipeline", name))
    let positive = try parts.conditioning(of: fixture, prefix: "")
    expectClose(positive.tokens, try fixture.input("tokens"), relative: 1e-5)
    expectClose(positive.pooled, try fixture.input("pooled"), relative: 1e-5)

    let scale = Float(try #require(fixture.file.metadata["scale"])) ?? .nan
    let guided = ClassifierFreeGuidance(
      positive: parts.denoiser(positive),
      negative: parts.denoiser(try parts.conditioning(of: fixture, prefix: "negative_")),
      scale: scale)
    let noise = try fixture.input("noise")
    let latent = try await Denoising(
      from: noise, along: parts.schedule(for: noise), by: EulerSampler(), with: guided
    ).result()

    expectClose(FluxPacking.tokens(of: latent), try fixture.output("tokens"), relative: 1e-5)
    expectClose(parts.autoencoder.decode(latent), try fixture.output("pixels"), relative: 1e-4)
  }

  @Test func `a picture becomes the picture of the reference`() async throws {
    let parts = try Parts()
    let fixture = try Fixture("FluxPipeline", "image-to-image.strength06")
    let clean = parts.autoencoder.encode(try fixture.input("picture"))
    expectClose(clean, try fixture.input("clean"), relative: 1e-4)

    let schedule = parts.schedule(for: clean).ending(strength: 0.6)
    let latent = try await Denoising(
      from: FlowMatchSchedule.noisy(
        clean, noise: try fixture.input("noise"), sigma: schedule.sigmas[0]),
      along: schedule, by: EulerSampler(),
      with: parts.denoiser(try parts.conditioning(of: fixture, prefix: ""))
    ).result()

    expectClose(FluxPacking.tokens(of: latent), try fixture.output("tokens"), relative: 1e-4)
    expectClose(parts.autoencoder.decode(latent), try fixture.output("pixels"), relative: 1e-4)
  }

  /// The parts of the tiny model that Tests/Reference/flux_pipeline.py made.
  private struct Parts {
    static let steps = 4

    let transformer: FluxTransformer
    let clip: CLIPTextEncoder
    let t5: T5Encoder
    let autoencoder: Autoencoder

    init() throws {
      var part = try Fixture("FluxPipeline", "transformer")
      transformer = try FluxTransformer(
        FluxWeights(part.checkpoint(), FluxConfiguration(part.configuration())))
      part = try Fixture("FluxPipeline", "clip")
      clip = try CLIPTextEncoder(
        Weights(part.checkpoint()), CLIPConfiguration(part.configuration()))
      part = try Fixture("FluxPipeline", "t5")
      t5 = try T5Encoder(Weights(part.checkpoint()), T5Configuration(part.configuration()))
      part = try Fixture("FluxPipeline", "autoencoder")
      autoencoder = try Autoencoder(
        Weights(AutoencoderWeights.inDiffusersForm(part.checkpoint())),
        AutoencoderConfiguration(part.configuration()))
    }

    func conditioning(of fixture: Fixture, prefix: String) throws -> FluxConditioning {
      FluxConditioning(
        tokens: t5(try fixture.input("\(prefix)t5")),
        pooled: clip(try fixture.input("\(prefix)clip")).pooled)
    }

    /// Told sigma exactly: the reference ran in float32, on weights stored in bfloat16.
    func denoiser(_ conditioning: FluxConditioning) -> FluxDenoiser {
      FluxDenoiser(transformer, conditioning, precision: .exact)
    }

    func schedule(for latent: Tensor) -> NoiseSchedule {
      FlowMatchSchedule.dev.sigmas(
        steps: Self.steps,
        imageTokens: FluxPacking.tokenCount(
          latentHeight: latent.shape[2], latentWidth: latent.shape[3]))
    }
  }
}
