/// Places for boxes whose edges all lead downwards: in layers, with few crossings and short edges.
///
/// Sugiyama, Tagawa and Toda 1981, "Methods for visual understanding of hierarchical system
/// structures": layers by the longest way (here), an order within layers by barycentres
/// (`LayeredLayout+Order.swift`), places by least squares (`LayeredLayout+Places.swift`).
struct LayeredLayout {
  /// What is placed.
  struct Vertex {
    let width: Double
    var height: Double
    /// Where it may be.
    var row = Row.inside

    /// A point on a long edge, or where an edge enters or leaves the picture.
    var isPoint: Bool { width == 0 }
  }

  /// Which layers a vertex may be in.
  enum Row {
    /// The first, above all others.
    case first
    /// Any but those of points at the ends.
    case inside
    /// The last, below all others.
    case last
  }

  /// An edge, from somewhere on the lower side of a vertex to somewhere on the upper side of one.
  struct Edge {
    let source: Int
    let target: Int
    /// Where it begins, right of the middle of its source; nil where it does not matter.
    var sourceOffset: Double?
    /// Where it ends, right of the middle of its target; nil where it does not matter.
    var targetOffset: Double?
  }

  /// A piece of an edge, from a layer to the next.
  struct Segment {
    let upper: Int
    let lower: Int
    var upperOffset: Double?
    var lowerOffset: Double?
  }

  /// The vertices, and points on the edges that go through more than one layer.
  private(set) var vertices: [Vertex]
  /// The pieces of the edges.
  var segments: [Segment] = []
  /// The pieces of each edge, from above.
  private(set) var chains: [[Int]] = []
  /// The layer of each vertex.
  private(set) var layer: [Int] = []
  /// The vertices of each layer, from the left.
  var layers: [[Int]] = []
  /// The middle of each vertex, from the left.
  var x: [Double] = []

  /// An edge through more layers than this is drawn straight, so that no graph takes long.
  private static let longestChain = 64

  /// A layout.
  ///
  /// - Parameters:
  ///   - vertices: What is placed.
  ///   - edges: The edges; they form no cycle.
  init(_ vertices: [Vertex], _ edges: [Edge]) {
    self.vertices = vertices
    findLayers(edges)
    for edge in edges { addSegments(of: edge) }
    layers = Array(repeating: [], count: (layer.max() ?? -1) + 1)
    for vertex in self.vertices.indices { layers[layer[vertex]].append(vertex) }
    orderLayers()
    placeVertices()
  }

  /// Puts each vertex below all that it has edges from, then each without any right above the
  /// first that it has an edge to.
  private mutating func findLayers(_ edges: [Edge]) {
    let top = vertices.contains { $0.row == .first } ? 1 : 0
    layer = vertices.map { $0.row == .first ? 0 : top }
    var targets = [[Int]](repeating: [], count: vertices.count)
    var missing = [Int](repeating: 0, count: vertices.count)
    for edge in edges {
      targets[edge.source].append(edge.target)
      missing[edge.target] += 1
    }
    let sources = vertices.indices.filter { missing[$0] == 0 }
    var ready = sources
    while let vertex = ready.popLast() {
      for target in targets[vertex] {
        layer[target] = max(layer[target], layer[vertex] + 1)
        missing[target] -= 1
        if missing[target] == 0 { ready.append(target) }
      }
    }
    for source in sources where vertices[source].row == .inside {
      let first = targets[source].filter { vertices[$0].row == .inside }.map { layer[$0] }.min()
      if let first { layer[source] = max(layer[source], first - 1) }
    }
    let inside = vertices.indices.filter { vertices[$0].row != .last }
    let bottom = (inside.map { layer[$0] }.max() ?? 0) + 1
    for vertex in vertices.indices where vertices[vertex].row == .last { layer[vertex] = bottom }
  }

  /// Cuts an edge into pieces, with a point in each layer between.
  private mutating func addSegments(of edge: Edge) {
    var chain: [Int] = []
    var upper = edge.source
    let between = (layer[edge.source] + 1)..<max(layer[edge.source] + 1, layer[edge.target])
    for place in between where between.count <= Self.longestChain {
      vertices.append(Vertex(width: 0, height: 0))
      layer.append(place)
      chain.append(segments.count)
      segments.append(Segment(upper: upper, lower: vertices.count - 1))
      upper = vertices.count - 1
    }
    chain.append(segments.count)
    segments.append(Segment(upper: upper, lower: edge.target))
    segments[chain[0]].upperOffset = edge.sourceOffset
    segments[chain[chain.count - 1]].lowerOffset = edge.targetOffset
    chains.append(chain)
  }
}
