import Dataflow

struct ImageGrid: Node {
  static let summary = "Several pictures on one, in rows and columns, with labels and titles."

  @Input("The pictures, row by row; cells are as large as the largest.") var images: [Image]
  @Input("Number of columns; if left out, as many as make the grid about square.", in: 1...1024)
  var columns: Int?
  @Input("Pixels between pictures and around them all.", in: 0...1024) var gap = 8
  @Input("Texts below the pictures, in the same order.") var labels: [String]?
  @Input("Texts above the columns.") var columnTitles: [String]?
  @Input("Texts left of the rows.") var rowTitles: [String]?
  @Input("Pixels along each side of a dot of the letters, which are 5 dots wide.", in: 1...64)
  var size = 2
  @Input("Colour behind the pictures.") var background = Color.white
  @Input("Colour of the texts.") var color = Color.black
  @Output("The grid.") var grid: Image

  func run(in context: NodeContext) async throws {
    guard let width = images.map(\.width).max(), let height = images.map(\.height).max() else {
      throw ValueError("there are no pictures to lay out")
    }
    let columns = min(columns ?? images.count.squareRootRoundedUp, images.count)
    let rows = (images.count + columns - 1) / columns
    try check(labels, called: "labels", images.count, "pictures")
    try check(columnTitles, called: "column_titles", columns, "columns")
    try check(rowTitles, called: "row_titles", rows, "rows")
    try Image.check(width: columns * (width + gap), height: rows * (height + gap))
    var sheet = ImageSheet(columns: columns)
    sheet.gap = gap
    sheet.background = background
    sheet.ink = color
    sheet.letterSize = size
    grid = sheet.image(
      of: images, labels: labels ?? [], columnTitles: columnTitles ?? [], rowTitles: rowTitles ?? []
    )
  }

  private func check(
    _ texts: [String]?, called name: String, _ count: Int, _ things: String
  ) throws(ValueError) {
    guard let texts, texts.count > count else { return }
    throw ValueError("'\(name)' has \(texts.count) texts for \(count) \(things)")
  }
}

extension Int {
  /// The least number whose square is not less.
  fileprivate var squareRootRoundedUp: Int { Int(Double(self).squareRoot().rounded(.up)) }
}
