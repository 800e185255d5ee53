import TestSupport
import Testing

@testable import Dataflow

@Suite struct LayeredLayoutTests {
  private func vertices(_ count: Int, width: Double = 100) -> [LayeredLayout.Vertex] {
    Array(repeating: LayeredLayout.Vertex(width: width, height: 40), count: count)
  }

  private func edges(_ pairs: [(Int, Int)]) -> [LayeredLayout.Edge] {
    pairs.map { LayeredLayout.Edge(source: $0.0, target: $0.1) }
  }

  @Test func `a vertex is below all that it has edges from, and a source right above its target`() {
    let layout = LayeredLayout(vertices(5), edges([(0, 1), (1, 2), (2, 3), (4, 3), (0, 3)]))
    #expect(layout.layer.prefix(5) == [0, 1, 2, 3, 2])
  }

  @Test func `a chain is straight`() {
    let layout = LayeredLayout(vertices(4), edges([(0, 1), (1, 2), (2, 3)]))
    #expect(Set(layout.x) == [50])
  }

  @Test func `edges that can go without crossings do`() {
    // Two chains whose vertices come in opposite orders.
    let layout = LayeredLayout(vertices(6), edges([(0, 3), (1, 2), (2, 5), (3, 4)]))
    let order = layout.layers.map { layer in layer.map { [0, 3, 4].contains($0) } }
    #expect(Set(order.filter { $0.count == 2 }).count == 1)
  }

  @Test func `points of entry are above and points of exit below all others`() {
    var vertices = vertices(2)
    vertices.append(LayeredLayout.Vertex(width: 0, height: 0, row: .first))
    vertices.append(LayeredLayout.Vertex(width: 0, height: 0, row: .last))
    let layout = LayeredLayout(vertices, edges([(2, 1), (0, 1), (0, 3)]))
    #expect(layout.layer[2] == 0 && layout.layer[0] == 1 && layout.layer[1] == 2)
    #expect(layout.layer[3] == 3)
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `all edges lead downwards and no vertices overlap`(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let count = Int.random(in: 1...60, using: &random)
    let boxes = (0..<count).map { _ in
      LayeredLayout.Vertex(width: .random(in: 20...200, using: &random), height: 40)
    }
    let pairs = (0..<(2 * count)).compactMap { _ -> (Int, Int)? in
      let pair = (
        Int.random(in: 0..<count, using: &random), Int.random(in: 0..<count, using: &random)
      )
      return pair.0 == pair.1 ? nil : (min(pair.0, pair.1), max(pair.0, pair.1))
    }
    let layout = LayeredLayout(boxes, edges(pairs))
    for segment in layout.segments {
      #expect(layout.layer[segment.upper] + 1 == layout.layer[segment.lower])
    }
    for layer in layout.layers {
      for (left, right) in zip(layer, layer.dropFirst()) {
        let halves = (layout.vertices[left].width + layout.vertices[right].width) / 2
        #expect(layout.x[right] - layout.x[left] >= halves + 15.9)
      }
    }
    #expect(layout.chains.count == pairs.count)
  }

  @Test func `a long chain with one source for all is laid out in bounded space`() {
    let pairs = (1..<2000).flatMap { [($0, $0 + 1), (0, $0)] }
    let layout = LayeredLayout(vertices(2001), edges(pairs))
    #expect(layout.vertices.count < 2001 + 64 * 64)
  }
}
