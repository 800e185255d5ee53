extension LayeredLayout {
  /// How often the layers are put in order, down and up.
  private static let sweepCount = 12

  /// Orders each layer by the mean place of what its vertices have edges to, in the layer above and
  /// the layer below in turns, and keeps the order with the fewest crossings.
  mutating func orderLayers() {
    let (above, below) = neighbours
    var best = layers
    var fewest = crossingCount(below)
    for sweep in 0..<Self.sweepCount where fewest > 0 {
      let goesDown = sweep.isMultiple(of: 2)
      let order =
        goesDown ? Array(layers.indices.dropFirst()) : layers.indices.dropLast().reversed()
      for index in order { sort(index, by: goesDown ? above : below, goesDown ? -1 : 1) }
      let count = crossingCount(below)
      if count < fewest { (best, fewest) = (layers, count) }
    }
    layers = best
  }

  /// The vertices that each has pieces of edges from, and to.
  private var neighbours: (above: [[Int]], below: [[Int]]) {
    var above = [[Int]](repeating: [], count: vertices.count)
    var below = above
    for segment in segments {
      above[segment.lower].append(segment.upper)
      below[segment.upper].append(segment.lower)
    }
    return (above, below)
  }

  private mutating func sort(_ index: Int, by neighbours: [[Int]], _ direction: Int) {
    let places = places(in: index + direction)
    let means = layers[index].enumerated().map { place, vertex in
      let values = neighbours[vertex].compactMap { places[$0] }
      // One without neighbours stays about where it is.
      let mean =
        values.isEmpty
        ? Double(place) / Double(layers[index].count)
        : values.reduce(0, +) / Double(values.count)
      return (vertex: vertex, mean: mean, place: place)
    }
    layers[index] = means.sorted { a, b in
      a.mean != b.mean ? a.mean < b.mean : a.place < b.place
    }.map(\.vertex)
  }

  /// The place of each vertex in a layer, from 0 to 1.
  private func places(in index: Int) -> [Int: Double] {
    let vertices = layers[index]
    let pairs = vertices.enumerated().map { ($1, Double($0) / Double(vertices.count)) }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  /// How many pairs of pieces cross.
  private func crossingCount(_ below: [[Int]]) -> Int {
    var place = [Int](repeating: 0, count: vertices.count)
    for layer in layers { for (index, vertex) in layer.enumerated() { place[vertex] = index } }
    var count = 0
    for (index, layer) in layers.dropLast().enumerated() {
      // Pieces from left to right: each crosses those before it that end right of it.
      var ends = PrefixSums(count: layers[index + 1].count)
      for vertex in layer {
        let targets = below[vertex].map { place[$0] }
        for target in targets { count += ends.total - ends.sum(through: target) }
        for target in targets { ends.add(at: target) }
      }
    }
    return count
  }
}

/// Counts at places, summed up to any of them in logarithmic time.
///
/// Fenwick 1994, "A new data structure for cumulative frequency tables".
private struct PrefixSums {
  private var sums: [Int]
  private(set) var total = 0

  init(count: Int) {
    sums = [Int](repeating: 0, count: count + 1)
  }

  mutating func add(at place: Int) {
    total += 1
    var index = place + 1
    while index < sums.count {
      sums[index] += 1
      index += index & -index
    }
  }

  func sum(through place: Int) -> Int {
    var (sum, index) = (0, place + 1)
    while index > 0 {
      sum += sums[index]
      index -= index & -index
    }
    return sum
  }
}
