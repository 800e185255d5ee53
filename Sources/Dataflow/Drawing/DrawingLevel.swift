/// What is directly in a frame of a picture, laid out from its own upper left corner.
struct DrawingLevel {
  /// What is placed.
  var items: [Item]
  /// The frames among the items, laid out.
  let inner: [Int: DrawingLevel]
  /// The middle of each item's upper side.
  private(set) var places: [DrawingLayout.Point] = []
  /// The way of each arrow here, as in ``DrawingLayout/arrows``.
  private(set) var pieces: [Int: [(DrawingLayout.Point, DrawingLayout.Point)]] = [:]
  /// The labels of the arrows that begin and end here.
  private(set) var labels: [DrawingLayout.Label] = []
  private(set) var width = 0.0
  private(set) var height = 0.0
  private var titleWidth = 0.0
  /// Where an arrow goes through the upper or the lower side, from the left.
  private var ports: [Int: Double] = [:]

  /// What is placed in a frame.
  enum Item: Hashable {
    case box(Int)
    case frame(Int)
    /// Where an arrow comes in from above.
    case entry(Int)
    /// Where an arrow goes out below.
    case exit(Int)
  }

  /// The height of the title of a frame.
  static let titleHeight = 26.0
  private static let margin = 14.0
  private static let labelHeight = 14.0
  /// The least distance between layers.
  private static let gap = 36.0

  init(items: [Item], inner: [Int: DrawingLevel]) {
    self.items = items
    self.inner = inner
  }

  /// The width of the frame around it.
  var outerWidth: Double { max(width, titleWidth) + 2 * Self.margin }

  /// The height of the frame around it.
  var outerHeight: Double { height + Self.titleHeight + Self.margin }

  /// Where its left side is in the frame.
  var contentX: Double { (outerWidth - width) / 2 }

  /// Where an arrow goes through a side of the frame, right of its middle.
  func offset(of arrow: Int) -> Double? {
    ports[arrow].map { $0 + contentX - outerWidth / 2 }
  }

  /// Takes the places of a layout of the items.
  ///
  /// - Parameters:
  ///   - layout: The layout; its first vertices are the items.
  ///   - arrows: The arrow that each of its edges is of.
  ///   - texts: The label of each edge, if it has one here.
  ///   - titleWidth: The width of the frame's title.
  mutating func take(
    _ layout: LayeredLayout, of arrows: [Int], labels texts: [String?], titleWidth: Double
  ) {
    self.titleWidth = titleWidth
    var rows = LayerRows(layout)
    let labelled = Dictionary(grouping: arrows.indices.filter { texts[$0] != nil }) { edge in
      layout.layer[layout.segments[layout.chains[edge][0]].upper]
    }
    for gap in rows.tops.indices.dropLast() {
      let edges = labelled[gap] ?? []
      let curves = edges.map { layout.ends(of: layout.chains[$0][0]) }
      let names = edges.map { texts[$0] ?? "" }
      let (places, count) = LabelRows.places(of: names, on: curves)
      let distance = max(Self.gap, Double(count) * Self.labelHeight + 22)
      rows.add(gap: distance, below: gap)
      for (name, place) in zip(names, places) {
        let y = rows.bottoms[gap] + distance * place.y
        self.labels.append(
          DrawingLayout.Label(text: name, place: DrawingLayout.Point(x: place.x, y: y)))
      }
    }
    width =
      layout.vertices.indices.map { layout.x[$0] + layout.vertices[$0].width / 2 }.max() ?? 0
    height = rows.bottoms.last ?? 0
    places = items.indices.map {
      DrawingLayout.Point(x: layout.x[$0], y: rows.top(of: $0, in: layout))
    }
    for (chain, arrow) in zip(layout.chains, arrows) {
      pieces[arrow] = rows.way(along: chain, in: layout)
    }
    for (index, item) in items.enumerated() {
      switch item {
      case .entry(let arrow), .exit(let arrow): ports[arrow] = layout.x[index]
      case .box, .frame: break
      }
    }
  }
}

/// The upper and lower sides of the layers of a layout.
private struct LayerRows {
  private(set) var tops: [Double]
  private(set) var bottoms: [Double]

  init(_ layout: LayeredLayout) {
    tops = layout.layers.map { _ in 0 }
    bottoms = layout.layers.map { layer in layer.map { layout.vertices[$0].height }.max() ?? 0 }
  }

  /// Puts the next layer at a distance below a layer.
  mutating func add(gap: Double, below layer: Int) {
    tops[layer + 1] = bottoms[layer] + gap
    bottoms[layer + 1] += tops[layer + 1]
  }

  /// The upper side of a vertex, which is in the middle of its layer.
  func top(of vertex: Int, in layout: LayeredLayout) -> Double {
    let layer = layout.layer[vertex]
    return (tops[layer] + bottoms[layer] - layout.vertices[vertex].height) / 2
  }

  /// The way of an edge: through each layer straight, from layer to layer in a curve.
  func way(
    along chain: [Int], in layout: LayeredLayout
  ) -> [(DrawingLayout.Point, DrawingLayout.Point)] {
    var way: [(DrawingLayout.Point, DrawingLayout.Point)] = []
    for (index, piece) in chain.enumerated() {
      let segment = layout.segments[piece]
      let ends = layout.ends(of: piece)
      let (above, below) = (layout.layer[segment.upper], layout.layer[segment.lower])
      let start =
        index == 0
        ? top(of: segment.upper, in: layout) + layout.vertices[segment.upper].height : tops[above]
      way.append(
        (
          DrawingLayout.Point(x: ends.upper, y: start),
          DrawingLayout.Point(x: ends.upper, y: bottoms[above])
        ))
      if index == chain.count - 1 {
        way.append(
          (
            DrawingLayout.Point(x: ends.lower, y: tops[below]),
            DrawingLayout.Point(x: ends.lower, y: top(of: segment.lower, in: layout))
          ))
      }
    }
    return way
  }
}

/// Puts labels beside each other on the curves between two layers, in as few rows as they need.
private enum LabelRows {
  /// With more rows than this, labels may touch.
  private static let most = 6
  private static let spacing = 8.0

  /// The place of each label: how far from the left in pixels, and how far down from 0 to 1; and the
  /// number of rows.
  static func places(
    of labels: [String], on curves: [(upper: Double, lower: Double)]
  ) -> (places: [(x: Double, y: Double)], rowCount: Int) {
    guard !labels.isEmpty else { return ([], 0) }
    for count in 1..<most {
      if let places = places(of: labels, on: curves, rowCount: count, mayTouch: false) {
        return (places, count)
      }
    }
    return (places(of: labels, on: curves, rowCount: most, mayTouch: true) ?? [], most)
  }

  private static func places(
    of labels: [String], on curves: [(upper: Double, lower: Double)], rowCount: Int, mayTouch: Bool
  ) -> [(x: Double, y: Double)]? {
    var ends = [Double](repeating: -.infinity, count: rowCount)
    var places = labels.map { _ in (x: 0.0, y: 0.0) }
    let order = labels.indices.sorted {
      curves[$0].upper + curves[$0].lower < curves[$1].upper + curves[$1].lower
    }
    for label in order {
      let width = TextWidth.ofLabel(labels[label])
      let choices = (0..<rowCount).map { row in
        (row: row, place: point(on: curves[label], at: Double(row + 1) / Double(rowCount + 1)))
      }
      let free = choices.first { ends[$0.row] + spacing <= $0.place.x - width / 2 }
      guard let choice = free ?? (mayTouch ? choices.min { ends[$0.row] < ends[$1.row] } : nil)
      else { return nil }
      ends[choice.row] = choice.place.x + width / 2
      places[label] = choice.place
    }
    return places
  }

  /// A point of the curve between two layers: a cubic of Bézier's whose inner points are half way
  /// down, above and below its ends.
  private static func point(
    on curve: (upper: Double, lower: Double), at t: Double
  ) -> (x: Double, y: Double) {
    let x = curve.upper + (curve.lower - curve.upper) * t * t * (3 - 2 * t)
    return (x, 1.5 * t * (1 - t) + t * t * t)
  }
}
