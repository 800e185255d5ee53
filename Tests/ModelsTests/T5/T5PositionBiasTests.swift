import TestSupport
import Tensors
import Testing

@testable import Models

@Suite struct T5PositionBiasTests {
  @Test(arguments: [(32, 128), (16, 40)])
  func `buckets of distances are those of transformers`(count: Int, farthest: Int) throws {
    let fixture = try Fixture("T5", "buckets.count\(count)-farthest\(farthest)")
    let distances = try fixture.input("distance").int64s().map { Int($0) }
    #expect(
      T5PositionBias.buckets(distances, count: count, farthest: farthest)
        == (try fixture.output("bucket").int64s()))
  }
}
