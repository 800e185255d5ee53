/// Where everything in a picture of a graph is, in pixels from its upper left corner.
///
/// Each frame is laid out by itself, then placed as one box; an arrow that leaves it goes through a
/// point on its side.
struct DrawingLayout {
  /// A rectangle.
  struct Area {
    var x: Double
    var y: Double
    var width: Double
    var height: Double
  }

  /// A point.
  struct Point {
    var x: Double
    var y: Double
  }

  /// A label and the middle of its line.
  struct Label {
    var text: String
    var place: Point
  }

  /// Where each box is.
  private(set) var boxes: [Area]
  /// Where each frame is.
  private(set) var frames: [Area]
  /// The points that each arrow goes through: down from the first of each pair to the second, and on
  /// to the next pair in a curve.
  private(set) var arrows: [[(Point, Point)]]
  /// The labels of the arrows.
  private(set) var labels: [Label] = []
  /// The size of the picture.
  private(set) var size = Area(x: 0, y: 0, width: 0, height: 0)

  /// The width of the margin around the picture.
  private static let margin = 16.0

  private let drawing: GraphDrawing
  private let members: (boxes: [Int?: [Int]], frames: [Int?: [Int]])
  /// For each frame, the arrows that enter or leave it or lie in it.
  private var arrowsByFrame: [Int?: [Int]] = [:]

  /// The layout of a picture.
  init(_ drawing: GraphDrawing) {
    self.drawing = drawing
    members = drawing.members
    boxes = drawing.boxes.map { $0.area }
    frames = drawing.frames.map { _ in Area(x: 0, y: 0, width: 0, height: 0) }
    arrows = drawing.arrows.map { _ in [] }
    for (index, arrow) in drawing.arrows.enumerated() {
      let around = [arrow.source, arrow.target].map {
        drawing.framesAround(drawing.boxes[$0].frame)
      }
      for frame in Set(around[0] + around[1]) { arrowsByFrame[frame, default: []].append(index) }
    }
    let level = layOut(nil)
    size = Area(
      x: 0, y: 0, width: level.width + 2 * Self.margin, height: level.height + 2 * Self.margin)
    var pieces: [[Int?: [(Point, Point)]]] = drawing.arrows.map { _ in [:] }
    place(level, of: nil, at: Point(x: Self.margin, y: Self.margin), &pieces)
    for (index, arrow) in drawing.arrows.enumerated() {
      let up = drawing.framesAround(drawing.boxes[arrow.source].frame)
      let down = drawing.framesAround(drawing.boxes[arrow.target].frame)
      let way = up + down.reversed().filter { !up.contains($0) }
      arrows[index] = way.flatMap { pieces[index][$0] ?? [] }
    }
  }

  /// Moves what is directly in a frame, and what is in the frames there, to where it is in the
  /// picture.
  private mutating func place(
    _ level: DrawingLevel, of frame: Int?, at origin: Point,
    _ pieces: inout [[Int?: [(Point, Point)]]]
  ) {
    for (item, place) in zip(level.items, level.places) {
      let middle = place.moved(by: origin)
      switch item {
      case .box(let box):
        boxes[box].x = middle.x - boxes[box].width / 2
        boxes[box].y = middle.y
      case .frame(let number):
        guard let inner = level.inner[number] else { continue }
        let x = middle.x - inner.outerWidth / 2
        frames[number] = Area(
          x: x, y: middle.y, width: inner.outerWidth, height: inner.outerHeight)
        let corner = Point(x: x + inner.contentX, y: middle.y + DrawingLevel.titleHeight)
        self.place(inner, of: number, at: corner, &pieces)
      case .entry, .exit: break
      }
    }
    for (arrow, way) in level.pieces {
      pieces[arrow][frame] = way.map { ($0.moved(by: origin), $1.moved(by: origin)) }
    }
    labels += level.labels.map { Label(text: $0.text, place: $0.place.moved(by: origin)) }
  }

  private func layOut(_ frame: Int?) -> DrawingLevel {
    let frames = members.frames[frame] ?? []
    var inner: [Int: DrawingLevel] = [:]
    for frame in frames { inner[frame] = layOut(frame) }
    var level = DrawingLevel(
      items: (members.boxes[frame] ?? []).map { .box($0) } + frames.map { .frame($0) },
      inner: inner)
    var index = Dictionary(uniqueKeysWithValues: level.items.enumerated().map { ($1, $0) })
    func place(of item: DrawingLevel.Item) -> Int {
      if let place = index[item] { return place }
      level.items.append(item)
      index[item] = level.items.count - 1
      return level.items.count - 1
    }
    var edges: [LayeredLayout.Edge] = []
    var edgeArrows: [Int] = []
    for number in arrowsByFrame[frame] ?? [] {
      let arrow = drawing.arrows[number]
      let (source, target) = (item(arrow.source, in: frame), item(arrow.target, in: frame))
      guard source != target else { continue }
      var edge = LayeredLayout.Edge(
        source: place(of: source ?? .entry(number)), target: place(of: target ?? .exit(number)))
      if case .frame(let other) = source { edge.sourceOffset = inner[other]?.offset(of: number) }
      if case .frame(let other) = target { edge.targetOffset = inner[other]?.offset(of: number) }
      edges.append(edge)
      edgeArrows.append(number)
    }
    let vertices = level.items.map { vertex(of: $0, inner) }
    level.take(
      LayeredLayout(vertices, edges), of: edgeArrows,
      labels: edgeArrows.map { label(of: $0, in: frame) },
      titleWidth: frame.map { TextWidth.ofTitle(drawing.frames[$0].title) } ?? 0)
    return level
  }

  /// The item directly in a frame that a box is or is in; nil for one outside of the frame.
  private func item(_ box: Int, in frame: Int?) -> DrawingLevel.Item? {
    let around = drawing.framesAround(drawing.boxes[box].frame)
    guard let place = around.firstIndex(of: frame) else { return nil }
    if place == 0 { return .box(box) }
    return around[place - 1].map { .frame($0) }
  }

  private func vertex(
    of item: DrawingLevel.Item, _ inner: [Int: DrawingLevel]
  ) -> LayeredLayout.Vertex {
    switch item {
    case .box(let box):
      LayeredLayout.Vertex(width: boxes[box].width, height: boxes[box].height)
    case .frame(let frame):
      LayeredLayout.Vertex(
        width: inner[frame]?.outerWidth ?? 0, height: inner[frame]?.outerHeight ?? 0)
    case .entry: LayeredLayout.Vertex(width: 0, height: 0, row: .first)
    case .exit: LayeredLayout.Vertex(width: 0, height: 0, row: .last)
    }
  }

  /// The label of an arrow, in the one frame that has both its ends.
  private func label(of arrow: Int, in frame: Int?) -> String? {
    let (source, target) = (drawing.arrows[arrow].source, drawing.arrows[arrow].target)
    guard item(source, in: frame) != nil, item(target, in: frame) != nil else { return nil }
    return drawing.arrows[arrow].label
  }
}

extension DrawingLayout.Point {
  fileprivate func moved(by other: DrawingLayout.Point) -> DrawingLayout.Point {
    DrawingLayout.Point(x: x + other.x, y: y + other.y)
  }
}

extension GraphDrawing {
  /// The frames that something in a frame is in, from the inside; last that of the whole picture.
  fileprivate func framesAround(_ frame: Int?) -> [Int?] {
    var around = [frame]
    while let last = around.last, let inner = last { around.append(frames[inner].parent) }
    return around
  }
}

extension GraphDrawing.Box {
  /// An area large enough for the lines of the box.
  fileprivate var area: DrawingLayout.Area {
    let width = max(
      TextWidth.ofTitle(title), details.map { TextWidth.ofDetail($0) }.max() ?? 0, 60)
    return DrawingLayout.Area(
      x: 0, y: 0, width: width + 28, height: 30 + 15 * Double(details.count))
  }
}
