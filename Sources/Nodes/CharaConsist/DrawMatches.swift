import Dataflow
import Tensors

struct DrawMatches: Node {
  static let summary =
    "Two pictures side by side, with dots of one colour on places that answer to each other."
  static let isLight = true

  @Input("The picture that the matches lead to: the identity's.") var first: Image
  @Input("The picture that the matches are of.") var second: Image
  @Input("The matches.") var matches: Correspondence
  @Input(
    """
    The places of the second picture to show, in pixels, such as 40x72; if left out, some of those \
    whose match counts, spread over them.
    """)
  var points: [Size]?
  @Input("How many places to show where none are named.", in: 1...64) var count = 8
  @Input("Radius of the dots in pixels.", in: 1...64) var radius = 3
  @Output("Both pictures, the second on the right.") var drawn: Image
  @Output("How alike the places shown are, in their order.") var similarities: [Double]

  func run(in context: NodeContext) async throws {
    let shown = try shown()
    let height = max(first.height, second.height)
    let sheet = Image(.black, width: first.width + second.width, height: height)
      .covered(by: first, x: 0, y: 0).covered(by: second, x: first.width, y: 0)
    var pixels = sheet.pixels.floats()
    let width = sheet.width
    func dot(_ x: Int, _ y: Int, _ color: [Float]) {
      for dy in -radius...radius {
        for dx in -radius...radius where dx * dx + dy * dy <= radius * radius {
          let (px, py) = (x + dx, y + dy)
          guard (0..<width).contains(px), (0..<height).contains(py) else { continue }
          for channel in 0..<3 { pixels[(channel * height + py) * width + px] = color[channel] }
        }
      }
    }
    for (index, match) in shown.enumerated() {
      let color = Self.color(index, of: shown.count)
      let from = centre(match.otherRow, match.otherColumn, of: first, matches.other)
      let to = centre(
        match.row, match.column, of: second, Size(width: matches.columns, height: matches.rows))
      dot(from.x, from.y, color)
      dot(first.width + to.x, to.y, color)
    }
    drawn = Image(Tensor(pixels, shape: sheet.pixels.shape))
    similarities = shown.map { Double($0.similarity) }
  }

  private func shown() throws(ValueError) -> [Correspondence.Match] {
    let all = matches.matches
    guard let points else {
      let counting = all.filter(\.counts)
      guard counting.count > count else { return counting }
      return (0..<count).map { counting[$0 * counting.count / count] }
    }
    var shown: [Correspondence.Match] = []
    for point in points {
      guard point.width < second.width, point.height < second.height else {
        throw ValueError(
          "the place \(point.width)x\(point.height) is outside of the second picture, which has"
            + " \(second.width)×\(second.height) pixels")
      }
      let row = point.height * matches.rows / second.height
      let column = point.width * matches.columns / second.width
      shown.append(all[row * matches.columns + column])
    }
    return shown
  }

  /// The middle of a token, in pixels.
  private func centre(
    _ row: Int, _ column: Int, of image: Image, _ grid: Size
  ) -> (x: Int, y: Int) {
    (
      (2 * column + 1) * image.width / (2 * grid.width),
      (2 * row + 1) * image.height / (2 * grid.height)
    )
  }

  /// Colours as far apart as there are places: full, and around the circle of hues.
  private static func color(_ index: Int, of count: Int) -> [Float] {
    let turn = 6 * Float(index) / Float(count)
    return [Float(5), 3, 1].map { offset in
      let place = (offset + turn).truncatingRemainder(dividingBy: 6)
      return 1 - max(0, min(place, 4 - place, 1))
    }
  }
}
