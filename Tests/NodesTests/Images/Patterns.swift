import Tensors

@testable import Nodes

extension Image {
  /// A picture whose channels all are given rows of numbers.
  static func rows(_ rows: [[Float]], opacity: [[Float]]? = nil) -> Image {
    let plane = { (rows: [[Float]]) in
      Tensor(rows.flatMap { $0 }, shape: [1, rows.count, rows[0].count])
    }
    let grey = plane(rows)
    return Image(.concatenate([grey, grey, grey] + (opacity.map { [plane($0)] } ?? []), axis: 0))
  }

  /// The rows of a channel.
  func rows(ofChannel channel: Int = 0) -> [[Float]] {
    Mask(pixels.selected(axis: 0, at: channel)).rows
  }
}

extension Mask {
  /// A mask of given rows.
  static func rows(_ rows: [[Float]]) -> Mask {
    Mask(Tensor(rows.flatMap { $0 }, shape: [rows.count, rows[0].count]))
  }

  /// The rows.
  var rows: [[Float]] {
    let values = values.floats()
    return (0..<height).map { Array(values[($0 * width)..<(($0 + 1) * width)]) }
  }
}
