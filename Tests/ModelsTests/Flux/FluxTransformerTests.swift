import Layers
import Synchronization
import TestSupport
import Tensors
import Testing

@testable import Models

@Suite(.unroundedProducts) struct FluxTransformerTests {
  @Test(arguments: ["transformer.guided", "transformer.plain"])
  func `a transformer computes what the reference does`(name: String) throws {
    let fixture = try Fixture("Flux", name)
    let transformer = try transformer(of: fixture)
    let velocity = transformer(try fixture.streams(), vector: try fixture.vector(transformer))
    expectClose(velocity, try fixture.output("velocity"), relative: 1e-5)
    #expect(transformer.elementType == .bfloat16)
  }

  @Test func `the original form of a checkpoint computes what the reference does`() throws {
    let fixture = try Fixture("Flux", "transformer.original-form")
    let transformer = try FluxTransformer(
      FluxWeights(try fixture.checkpoint(), try fixture.fluxConfiguration()))
    let velocity = transformer(try fixture.streams(), vector: try fixture.vector(transformer))
    expectClose(velocity, try fixture.output("velocity"), relative: 1e-5)
  }

  @Test func `every weight of a checkpoint is read`() throws {
    for name in ["transformer.guided", "transformer.plain", "transformer.original-form"] {
      let fixture = try Fixture("Flux", name)
      let checkpoint = try fixture.checkpoint()
      _ = try FluxTransformer(FluxWeights(checkpoint, try fixture.fluxConfiguration()))
      #expect(checkpoint.unread.isEmpty, "\(name)")
    }
  }

  @Test func `a further stream takes part and its output is dropped`() throws {
    let fixture = try Fixture("Flux", "transformer.further-stream")
    let transformer = try transformer(of: Fixture("Flux", "transformer.guided"))
    let reference = FluxStream(
      .image, tokens: try fixture.input("reference"),
      positions: try fixture.positions("reference_positions"))
    let velocity = transformer(
      try fixture.streams() + [reference], vector: try fixture.vector(transformer))
    expectClose(velocity, try fixture.output("velocity"), relative: 1e-5)
  }

  @Test func `a stream that spells out what all share changes nothing`() throws {
    let fixture = try Fixture("Flux", "transformer.guided")
    let transformer = try transformer(of: fixture)
    let vector = try fixture.vector(transformer)
    let expected = transformer(try fixture.streams(), vector: vector)

    var streams = try fixture.streams()
    streams[0].vector = vector.repeated(streams[0].positions.count, axis: 1)
    streams[1].vector = vector
    expectClose(transformer(streams, vector: 0 * vector), expected, relative: 1e-6)

    streams = try fixture.streams()
    streams[0].vector = vector - 1
    for i in 0..<2 {
      streams[0].vectorOffsets[.double(i)] = .full(1, [1, 1, 1])
      streams[0].vectorOffsets[.single(i)] = .full(1, [1, 1, 1])
    }
    expectClose(transformer(streams, vector: vector), expected, relative: 1e-6)
  }

  @Test func `an adapter changes the weights of its own stream only`() throws {
    let fixture = try Fixture("Flux", "transformer.guided")
    let stock = try transformer(of: fixture)
    let vector = try fixture.vector(stock)
    let key = "single_transformer_blocks.1.attn.to_q"
    let adapter = LowRankAdapter(
      down: .randomNormal([2, 24], seed: 1), up: .randomNormal([24, 2], seed: 2), scale: 0.3)
    var weights = try fixture.weights()
    weights["\(key).weight"] =
      try #require(weights["\(key).weight"])
      + 0.3 * adapter.up.matrixProduct(adapter.down)
    let merged = try FluxTransformer(
      FluxWeights(Checkpoint(weights), try fixture.fluxConfiguration()))

    // What the last block's text tokens attend to is seen by nobody: only the picture's are.
    var ofText = try fixture.streams()
    ofText[0].adapters = FluxAdapters([key: [adapter]])
    let unchanged = stock(try fixture.streams(), vector: vector)
    expectClose(stock(ofText, vector: vector), unchanged, relative: 1e-6)

    var ofImage = try fixture.streams()
    ofImage[1].adapters = FluxAdapters([key: [adapter]])
    let expected = merged(try fixture.streams(), vector: vector)
    expectClose(stock(ofImage, vector: vector), expected, relative: 1e-5)
    #expect(relativeDistance(expected.floats(), unchanged.floats()) > 1e-3)
  }

  @Test func `an attention is told where it is, and its result is used`() throws {
    let fixture = try Fixture("Flux", "transformer.guided")
    let transformer = try transformer(of: fixture)
    let vector = try fixture.vector(transformer)
    let places = Places()
    let hidden = FluxStream(
      .image, tokens: .randomNormal([2, 6, 8], seed: 3),
      positions: FluxPosition.grid(rows: 2, columns: 3, plane: 1))
    let velocity = transformer(
      try fixture.streams() + [hidden], vector: vector,
      attention: HidesLastStream(places: places), step: 7)

    // A stream that nobody sees might as well not be there.
    expectClose(velocity, transformer(try fixture.streams(), vector: vector), relative: 1e-6)
    #expect(places.all.map(\.block) == [.double(0), .double(1), .single(0), .single(1)])
    #expect(places.all.allSatisfy { $0.step == 7 && $0.streams == [0..<5, 5..<17, 17..<23] })
  }

  private func transformer(of fixture: Fixture) throws -> FluxTransformer {
    try FluxTransformer(FluxWeights(try fixture.checkpoint(), try fixture.fluxConfiguration()))
  }
}

/// Attention in which the tokens of the last stream are seen by themselves only.
private struct HidesLastStream: FluxAttention {
  let places: Places

  func callAsFunction(
    _ q: Tensor, _ k: Tensor, _ v: Tensor, at place: FluxAttentionPlace
  ) -> Tensor {
    places.record(place)
    let last = place.streams[place.streams.count - 1]
    let tokens = q.shape[2]
    let mask = (0..<tokens).flatMap { query in
      (0..<tokens).map { !last.contains($0) || last.contains(query) }
    }
    return .attention(
      place.rotary(q), place.rotary(k), v, bias: Tensor(mask, shape: [tokens, tokens]))
  }
}

/// The places an attention was called at.
private final class Places: Sendable {
  private let recorded = Mutex<[FluxAttentionPlace]>([])

  var all: [FluxAttentionPlace] { recorded.withLock { $0 } }

  func record(_ place: FluxAttentionPlace) {
    recorded.withLock { $0.append(place) }
  }
}
