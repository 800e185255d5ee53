import Tensors

/// A text in the letters of ``Glyphs``, broken into lines.
struct Lettering {
  /// The lines, from the top.
  let lines: [[Character]]
  /// Pixels along each side of a dot.
  let size: Int

  /// Dots from one letter to the next, and from one line to the next.
  private static let advance = (across: Glyphs.width + 1, down: Glyphs.height + 2)

  /// A text broken at its line ends and, between words where that is possible, where it would be
  /// too wide; lines for which there is no room are left out.
  ///
  /// - Parameters:
  ///   - text: The text; characters without a letter are drawn as boxes.
  ///   - size: Pixels along each side of a dot of the letters.
  ///   - width: The most pixels across; a line has at least one letter whatever it is.
  ///   - height: The most pixels down; there is at least one line whatever it is.
  init(_ text: String, size: Int, within width: Int, _ height: Int) {
    let columns = max(1, (width / size + 1) / Self.advance.across)
    let rows = max(1, (height / size + 2) / Self.advance.down)
    lines = Array(
      text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).lazy
        .flatMap { Self.broken($0, columns: columns) }.prefix(rows))
    self.size = size
  }

  /// Width of the longest line, in pixels.
  var width: Int {
    let letters = lines.map(\.count).max() ?? 0
    return max(0, letters * Self.advance.across - 1) * size
  }

  /// Height of all lines, in pixels.
  var height: Int {
    (lines.count * Self.advance.down - (Self.advance.down - Glyphs.height)) * size
  }

  /// The text in a colour, on nothing.
  ///
  /// Requires a text with at least one letter.
  ///
  /// - Parameters:
  ///   - color: Colour of the letters.
  ///   - centered: Whether lines lie in the middle rather than at the left.
  /// - Returns: A picture of ``width`` × ``height`` pixels, with opacity.
  func image(in color: Color, centered: Bool = false) -> Image {
    let (columns, rows) = (width / size, height / size)
    var dots = [Float](repeating: 0, count: columns * rows)
    for (index, line) in lines.enumerated() {
      let free = columns - (line.count * Self.advance.across - 1)
      var left = centered ? free / 2 : 0
      for letter in line {
        for (row, bits) in Glyphs.rows(of: letter).enumerated() {
          let start = (index * Self.advance.down + row) * columns + left
          for dot in 0..<Glyphs.width where bits >> (Glyphs.width - 1 - dot) & 1 == 1 {
            dots[start + dot] = 1
          }
        }
        left += Self.advance.across
      }
    }
    let opacity = (Tensor(dots, shape: [rows, 1, columns, 1]) * color.strength)
      .broadcast(to: [rows, size, columns, size]).reshaped([1, height, width])
    return Image(color.channels.broadcast(to: [3, height, width]).contiguous(), opacity: opacity)
  }

  /// A line in pieces of at most so many letters; spaces at which it breaks are left out.
  private static func broken(_ line: Substring, columns: Int) -> [[Character]] {
    var pieces: [[Character]] = []
    var rest = Array(line)[...]
    while rest.count > columns {
      let space = rest.prefix(columns + 1).lastIndex(of: " ")
      let end = space.flatMap { $0 > rest.startIndex ? $0 : nil } ?? rest.startIndex + columns
      pieces.append(Array(rest[..<end]))
      rest = rest[end...].drop { $0 == " " }
    }
    return pieces + [Array(rest)]
  }
}
