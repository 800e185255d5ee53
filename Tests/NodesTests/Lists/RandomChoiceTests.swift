import Dataflow
import Testing

@testable import Nodes

@Suite struct RandomChoiceTests {
  private func index(
    among count: Int, seed: UInt64, draw: Int = 0, weights: [Double]? = nil
  ) async throws -> Int {
    var node = RandomChoice()
    node.list = (0..<count).map { AnyValue($0) }
    node.seed = seed
    node.draw = draw
    node.weights = weights
    try await node.run(in: NodeContext())
    #expect(node.chosen.value as? Int == node.index)
    return node.index
  }

  @Test func `a seed's draws are those of torch.randint`() async throws {
    // torch.randint(10, (6,), generator=torch.Generator().manual_seed(7)), torch 2.13.
    for (draw, expected) in [5, 2, 1, 6, 3, 7].enumerated() {
      #expect(try await index(among: 10, seed: 7, draw: draw) == expected)
    }
    #expect(try await index(among: 10, seed: 8) == 3)
  }

  @Test func `weights say how often an item is chosen`() async throws {
    var counts = [0, 0, 0, 0]
    for draw in 0..<2000 {
      counts[try await index(among: 4, seed: 3, draw: draw, weights: [1, 0, 3, 0])] += 1
    }
    #expect(counts[1] == 0 && counts[3] == 0)
    // 500 expected, standard deviation 19.4.
    #expect((420...580).contains(counts[0]))
  }

  @Test(
    arguments: [
      (0, nil, "there is nothing to choose from"),
      (2, [1], "2 items cannot have 1 weights"),
      (2, [0, 0], "the weights add up to 0"),
      (2, [1e308, 1e308], "the weights add up to inf"),
    ] as [(Int, [Double]?, String)])
  func `a mistake is told`(count: Int, weights: [Double]?, message: String) async throws {
    let error = await #expect(throws: ValueError.self) {
      try await index(among: count, seed: 7, weights: weights)
    }
    #expect(error?.description == message)
  }
}
