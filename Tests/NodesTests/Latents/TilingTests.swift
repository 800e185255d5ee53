import Dataflow
import Formats
import Models
import Synchronization
import Tensors
import TestSupport
import Testing

@testable import Nodes

@Suite struct TilingTests {
  /// A picture of the shipped model at twice its size, and its latent as a whole.
  private static func latent(tileSize: Int? = nil) async throws -> Latent {
    let picture = try Picture.read("\(Repository.root)/graphs/text-to-image.expected.png")
    var resize = ResizeImage()
    resize.image = Image(picture.tensor())
    (resize.width, resize.height) = (256, 256)
    try await resize.run(in: NodeContext())
    var encode = EncodeImage()
    encode.model = try model()
    encode.image = resize.resized
    encode.tileSize = tileSize
    try await encode.run(in: NodeContext())
    return encode.latent
  }

  private static func model() throws -> Model {
    Model(try ModelProfile(opening: "\(Repository.root)/checkpoints/critters"))
  }

  private static func decoded(_ latent: Latent, tileSize: Int?) async throws -> Tensor {
    var decode = DecodeLatent()
    decode.model = try model()
    decode.latent = latent
    decode.tileSize = tileSize
    try await decode.run(in: NodeContext())
    return decode.image.pixels
  }

  /// The bounds are what was measured, 1.8 % and 8.7 %, and a little more: group norms take their means
  /// over tiles, of which each sees other things.
  @Test func `a picture decoded in tiles is near the whole, and so is a latent`() async throws {
    let latent = try await Self.latent()
    let whole = try await Self.decoded(latent, tileSize: nil)
    let tiled = try await Self.decoded(latent, tileSize: 128)
    #expect(relativeDistance(tiled.floats(), whole.floats()) < 0.025)
    let tiledLatent = try await Self.latent(tileSize: 128)
    #expect(relativeDistance(tiledLatent.cells.floats(), latent.cells.floats()) < 0.1)
  }

  @Test func `where memory is short, it is said in what tiles it would do, to the byte`()
    async throws
  {
    let latent = try await Self.latent()
    let said = Mutex<[String]>([])
    var decode = DecodeLatent()
    decode.model = try Self.model()
    decode.latent = latent
    let limit = MemoryLimit(bytes: 16_000_000, folder: ".")
    let context = NodeContext(memory: limit) { report in
      if case .note(let text) = report { said.withLock { $0.append(text) } }
    }
    try await decode.run(in: context)
    let advice = try #require(said.withLock { $0.first })
    #expect(advice.contains("and --memory is 16.0 MB; with 'tile_size: 128' it takes"))

    let memory = TensorMemory()
    let autoencoder = try decode.model.flux.autoencoder()
    await memory.count {
      _ = autoencoder.decode(latent.cells, tiling: Tiling(size: 128, overlap: 64))
    }
    #expect(advice.hasSuffix(" \(FileSize.text(memory.peakBytes))"))
  }

  @Test func `tiles that overlap by all of their size are refused`() async throws {
    var decode = DecodeLatent()
    decode.model = try Self.model()
    decode.latent = try await Self.latent()
    (decode.tileSize, decode.tileOverlap) = (64, 64)
    let error = await #expect(throws: ValueError.self) { try await decode.run(in: NodeContext()) }
    #expect(
      error?.description
        == "tiles of 64 pixels cannot overlap by 64; lower 'tile_overlap' or raise 'tile_size'")
  }
}
