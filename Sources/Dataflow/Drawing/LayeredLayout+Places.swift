extension LayeredLayout {
  /// The least distance between neighbours, in pixels.
  private static let spacing = 26.0
  /// The least distance of a point on an edge from its neighbours, in pixels.
  private static let pointSpacing = 16.0
  private static let sweepCount = 10

  /// Puts each vertex as near to the middle of what it has edges to as its neighbours in the layer
  /// let it, going down and up in turns.
  mutating func placeVertices() {
    x = [Double](repeating: 0, count: vertices.count)
    var above = [[Int]](repeating: [], count: vertices.count)
    var below = above
    for (index, segment) in segments.enumerated() {
      above[segment.lower].append(index)
      below[segment.upper].append(index)
    }
    for layer in layers { place(layer) { _ in [] } }
    for sweep in 0..<Self.sweepCount {
      let goesDown = sweep.isMultiple(of: 2)
      let isLast = sweep == Self.sweepCount - 1
      for layer in goesDown ? layers : layers.reversed() {
        place(layer) { vertex in
          isLast ? above[vertex] + below[vertex] : goesDown ? above[vertex] : below[vertex]
        }
      }
    }
    let left = vertices.indices.map { x[$0] - vertices[$0].width / 2 }.min() ?? 0
    for vertex in x.indices { x[vertex] -= left }
    spreadEnds()
  }

  /// Where a piece of an edge begins and ends, from the left.
  func ends(of piece: Int) -> (upper: Double, lower: Double) {
    let segment = segments[piece]
    return (
      x[segment.upper] + (segment.upperOffset ?? 0), x[segment.lower] + (segment.lowerOffset ?? 0)
    )
  }

  /// Spreads the ends of edges that may be anywhere on a side of a vertex, from left to right.
  private mutating func spreadEnds() {
    var above = [[Int]](repeating: [], count: vertices.count)
    var below = above
    for (index, segment) in segments.enumerated() {
      if segment.lowerOffset == nil { above[segment.lower].append(index) }
      if segment.upperOffset == nil { below[segment.upper].append(index) }
    }
    let places = x
    for vertex in vertices.indices where !vertices[vertex].isPoint {
      let incoming = above[vertex].sorted {
        places[segments[$0].upper] < places[segments[$1].upper]
      }
      let outgoing = below[vertex].sorted {
        places[segments[$0].lower] < places[segments[$1].lower]
      }
      for (place, piece) in incoming.enumerated() {
        segments[piece].lowerOffset = offset(place, of: incoming.count, on: vertex)
      }
      for (place, piece) in outgoing.enumerated() {
        segments[piece].upperOffset = offset(place, of: outgoing.count, on: vertex)
      }
    }
  }

  private func offset(_ place: Int, of count: Int, on vertex: Int) -> Double {
    guard count > 1 else { return 0 }
    let step = min(18, (vertices[vertex].width - 28) / Double(count - 1))
    return (Double(place) - Double(count - 1) / 2) * step
  }

  /// Places a layer: the sum of squared distances from the wanted places is least, given the order
  /// and the distances between neighbours.
  ///
  /// Less the distances, the places are a sequence that never falls: neighbours that would are
  /// pooled at their mean. Ayer and others 1955, "An empirical distribution function for sampling
  /// with incomplete information".
  private mutating func place(_ layer: [Int], by pieces: (Int) -> [Int]) {
    var pools: [(sum: Double, weight: Double, count: Int)] = []
    var distances: [Double] = []
    var distance = 0.0
    for (index, vertex) in layer.enumerated() {
      if index > 0 { distance += separation(layer[index - 1], vertex) }
      distances.append(distance)
      let (wanted, weight) = wish(of: vertex, pieces(vertex), otherwise: x[vertex])
      pools.append((sum: (wanted - distance) * weight, weight: weight, count: 1))
      while pools.count > 1, let last = pools.last {
        let before = pools[pools.count - 2]
        guard before.sum / before.weight > last.sum / last.weight else { break }
        pools.removeLast(2)
        pools.append(
          (
            sum: before.sum + last.sum, weight: before.weight + last.weight,
            count: before.count + last.count
          ))
      }
    }
    var index = 0
    for pool in pools {
      for vertex in layer[index..<(index + pool.count)] {
        x[vertex] = pool.sum / pool.weight + distances[index]
        index += 1
      }
    }
  }

  private func separation(_ left: Int, _ right: Int) -> Double {
    let isNarrow = vertices[left].isPoint || vertices[right].isPoint
    return (vertices[left].width + vertices[right].width) / 2
      + (isNarrow ? Self.pointSpacing : Self.spacing)
  }

  /// Where a vertex is wanted by pieces of edges, and how much: long edges most, so that they are
  /// straight.
  private func wish(
    of vertex: Int, _ pieces: [Int], otherwise place: Double
  ) -> (place: Double, weight: Double) {
    guard !pieces.isEmpty else { return (place, 0.1) }
    var (sum, weight) = (0.0, 0.0)
    for piece in pieces {
      let segment = segments[piece]
      let isUpper = segment.upper == vertex
      let other = isUpper ? segment.lower : segment.upper
      let (upper, lower) = (segment.upperOffset ?? 0, segment.lowerOffset ?? 0)
      let pull = vertices[vertex].isPoint && vertices[other].isPoint ? 4.0 : 1.0
      sum += pull * (x[other] + (isUpper ? lower - upper : upper - lower))
      weight += pull
    }
    return (sum / weight, weight)
  }
}
