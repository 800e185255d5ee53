import Dataflow
import Formats
import Nodes

/// The pictures of the runs of a product on one: `--sheet`.
///
/// Columns are the values of the input that changes fastest, rows all combinations of the others; if
/// a run gives several pictures, each has a row of its own. If only one input varies and a run gives
/// one picture, rows are filled so that the sheet is about square.
struct ContactSheet {
  /// A picture and the name of the output that it is.
  struct Entry: Sendable {
    let output: String
    let image: Image
  }

  /// All pictures of a sheet together have at most so many pixels: 8192 × 8192.
  static let maximumPixelCount = 1 << 26

  private let axes: [RunAxis]
  /// The pictures of each run, by its number.
  private let entries: [Int: [Entry]]
  /// The names of the outputs, in the order in which they first came.
  private let outputs: [String]

  /// A sheet of pictures, of which there is at least one.
  init(_ matrix: RunMatrix, _ entries: [Int: [Entry]]) {
    axes = matrix.axes
    self.entries = entries
    var seen: Set<String> = []
    outputs = entries.sorted { $0.key < $1.key }.flatMap(\.value).map(\.output)
      .filter { seen.insert($0).inserted }
  }

  /// The sheet.
  var image: Image {
    guard let columns = axes.last else { preconditionFailure("a sheet of no product") }
    if axes.count == 1, outputs.count == 1 { return wrapped(columns) }
    let groups = RunMatrix(axes: Array(axes.dropLast())).cells
    var images: [Image?] = []
    var titles: [String] = []
    for (index, group) in groups.enumerated() {
      for output in outputs {
        let numbers = (1...columns.values.count).map { index * columns.values.count + $0 }
        images += numbers.map { picture(of: $0, output) }
        let parts = group.label.isEmpty ? [] : [group.label]
        titles.append((parts + (outputs.count > 1 ? [output] : [])).joined(separator: ", "))
      }
    }
    return sheet(columns: columns.values.count).image(
      of: images, columnTitles: columns.labels,
      rowTitles: titles.allSatisfy(\.isEmpty) ? [] : titles)
  }

  private func wrapped(_ axis: RunAxis) -> Image {
    let numbers = 1...axis.values.count
    let columns = Int(Double(axis.values.count).squareRoot().rounded(.up))
    return sheet(columns: columns).image(
      of: numbers.map { picture(of: $0, outputs[0]) }, labels: axis.labels)
  }

  /// A sheet with letters in proportion to the pictures: of 128 pixels across, ten letters.
  private func sheet(columns: Int) -> ImageSheet {
    var sheet = ImageSheet(columns: columns)
    let width = entries.values.joined().map(\.image.width).max() ?? 1
    sheet.letterSize = min(max(width / 64, 1), 8)
    return sheet
  }

  private func picture(of run: Int, _ output: String) -> Image? {
    entries[run]?.first { $0.output == output }?.image
  }

  /// Writes the sheet as a PNG file.
  ///
  /// - Throws: `FormatError` if it cannot be written.
  func write(to path: String) throws(FormatError) {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    try Folder.make(folder)
    let software = Picture.Text("Software", "Weft \(Version.current)")
    try Picture(image.pixels, bits: 8, texts: [software]).write(to: path)
  }
}

extension ContactSheet.Entry {
  /// The pictures that an output is: itself, or those of a list.
  static func all(in output: RunResult.Output) -> [ContactSheet.Entry] {
    switch output.value {
    case let image as Image: [ContactSheet.Entry(output: output.name, image: image)]
    case let images as [Image]:
      images.enumerated().map {
        ContactSheet.Entry(output: "\(output.name)-\($0 + 1)", image: $1)
      }
    default: []
    }
  }
}

extension RunAxis {
  /// Each value as a title: `seed=3`.
  fileprivate var labels: [String] { values.map { "\(name)=\($0)" } }
}
