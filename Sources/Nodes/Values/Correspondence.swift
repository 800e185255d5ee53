public import Dataflow
import Models
public import Tensors

/// Which place of one picture each place of another is most like.
public struct Correspondence: GraphValue {
  /// For each token of the picture: row and column of the other picture's token it is most like, how
  /// alike they are (−1…1), and whether the match counts (1 or 0); float32, `[rows, columns, 4]`.
  public let values: Tensor
  /// Rows and columns of the other picture's tokens.
  public let other: Size

  /// Matches of a picture.
  ///
  /// - Parameters:
  ///   - values: `[rows, columns, 4]`.
  ///   - other: The size of the other picture's grid, in tokens.
  public init(_ values: Tensor, other: Size) {
    precondition(
      values.rank == 3 && values.shape[2] == 4, "Correspondence of values \(values.shape)")
    self.values = values
    self.other = other
  }

  /// Rows of the picture's tokens.
  public var rows: Int { values.shape[0] }
  /// Columns of the picture's tokens.
  public var columns: Int { values.shape[1] }

  /// What the values take, in bytes.
  public var byteCount: Int { values.count * 4 }

  /// Kind and size: `Correspondence 8×8 tokens`.
  public var display: String { "Correspondence \(columns)×\(rows) tokens" }
}

extension Correspondence {
  /// The matches found for a picture, in another of a mask's size.
  init(_ matches: PointMatches, of picture: TokenMask, in other: TokenMask) {
    let counts = Set(matches.places)
    var values: [Float] = []
    values.reserveCapacity(matches.partners.count * 4)
    for (place, (partner, alike)) in zip(matches.partners, matches.similarities).enumerated() {
      values += [
        Float(partner / other.columns), Float(partner % other.columns), alike,
        counts.contains(place) ? 1 : 0,
      ]
    }
    self.init(
      Tensor(values, shape: [picture.rows, picture.columns, 4]),
      other: Size(width: other.columns, height: other.rows))
  }

  /// A token of the picture and its match.
  struct Match: Hashable {
    let row: Int
    let column: Int
    let otherRow: Int
    let otherColumn: Int
    let similarity: Float
    let counts: Bool
  }

  /// All matches, row by row.
  var matches: [Match] {
    let numbers = values.floats()
    return (0..<rows * columns).map { place in
      let part = numbers[place * 4..<place * 4 + 4]
      return Match(
        row: place / columns, column: place % columns, otherRow: Int(part[place * 4]),
        otherColumn: Int(part[place * 4 + 1]), similarity: part[place * 4 + 2],
        counts: part[place * 4 + 3] > 0)
    }
  }
}
