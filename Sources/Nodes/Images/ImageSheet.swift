import Tensors

/// Pictures in rows and columns on one picture, with labels and titles.
///
/// All cells are as large as the largest picture, each picture in the middle of its own. Labels are
/// below pictures, titles above columns and left of rows; texts are broken to the width of a cell.
public struct ImageSheet {
  /// Number of columns, at least 1.
  public var columns: Int
  /// Pixels between cells and around them all.
  public var gap = 8
  /// Colour behind the pictures.
  public var background = Color.white
  /// Colour of the texts.
  public var ink = Color.black
  /// Pixels along each side of a dot of the letters, which are 5 dots wide and 9 high.
  public var letterSize = 2

  /// A sheet with a number of columns.
  public init(columns: Int) {
    precondition(columns > 0, "a sheet of \(columns) columns")
    self.columns = columns
  }

  /// The sheet of some pictures, row by row; a place without a picture is left empty.
  ///
  /// Requires at least one picture.
  ///
  /// - Parameters:
  ///   - images: The pictures.
  ///   - labels: A text for each of the first pictures, shown below it.
  ///   - columnTitles: A text for each of the first columns, shown above it.
  ///   - rowTitles: A text for each of the first rows, shown left of it.
  /// - Returns: The sheet, with opacity only if its background is not opaque.
  public func image(
    of images: [Image?], labels: [String] = [], columnTitles: [String] = [],
    rowTitles: [String] = []
  ) -> Image {
    let cell = Self.cell(of: images)
    let margin = rowTitles.map { lettering($0, cell.width).width }.max() ?? 0
    var bands: [Tensor] = []
    if !columnTitles.isEmpty {
      let titles = (0..<columns).map { columnTitles.at($0) ?? "" }
      bands.append(band([blank(margin, 1)] + texts(titles, cell.width)))
    }
    for (row, first) in stride(from: 0, to: images.count, by: columns).enumerated() {
      let places = first..<(first + columns)
      let title = framed(lettering(rowTitles.at(row) ?? "", cell.width), margin, cell.height)
      let pictures = places.map { framed(images.at($0) ?? nil, cell.width, cell.height) }
      bands.append(band([title] + pictures))
      let below = places.map { labels.at($0) ?? "" }
      if below.contains(where: { !$0.isEmpty }) {
        bands.append(band([blank(margin, 1)] + texts(below, cell.width)))
      }
    }
    let width = bands[0].shape[2]
    let space = blank(width, gap).pixels
    return Image(.concatenate([space] + bands.flatMap { [$0, space] }, axis: 1))
  }

  /// Width and height of the largest picture, in pixels.
  private static func cell(of images: [Image?]) -> (width: Int, height: Int) {
    let pictures = images.compactMap { $0 }
    precondition(!pictures.isEmpty, "a sheet of no pictures")
    return (pictures.map(\.width).max() ?? 1, pictures.map(\.height).max() ?? 1)
  }

  /// Pictures side by side, with gaps between and around them; those less high are set at the top.
  private func band(_ pictures: [Image]) -> Tensor {
    let height = pictures.map(\.height).max() ?? 1
    let space = blank(gap, height).pixels
    // The first is the margin of titles, which without titles has no width and no gap.
    let parts = pictures.drop { $0.width == 0 }.flatMap { picture in
      [
        .concatenate(
          [picture.pixels, blank(picture.width, height - picture.height).pixels], axis: 1),
        space,
      ]
    }
    return .concatenate([space] + parts, axis: 2)
  }

  /// Each text in the middle of a box of a width.
  private func texts(_ texts: [String], _ width: Int) -> [Image] {
    texts.map { text in
      let letters = lettering(text, width)
      return framed(letters, width, max(1, letters.height))
    }
  }

  private func lettering(_ text: String, _ width: Int) -> Lettering {
    // As high as it is wide: a text that is longer ends there.
    Lettering(text, size: letterSize, within: width, width)
  }

  private func framed(_ letters: Lettering, _ width: Int, _ height: Int) -> Image {
    framed(letters.width > 0 ? letters.image(in: ink, centered: true) : nil, width, height)
  }

  /// A picture in the middle of a box.
  private func framed(_ image: Image?, _ width: Int, _ height: Int) -> Image {
    let box = blank(width, height)
    guard let image else { return box }
    return box.covered(by: image, x: (width - image.width) / 2, y: (height - image.height) / 2)
  }

  private func blank(_ width: Int, _ height: Int) -> Image {
    Image(background, width: width, height: height)
  }
}

extension Array {
  fileprivate func at(_ index: Int) -> Element? {
    indices.contains(index) ? self[index] : nil
  }
}
