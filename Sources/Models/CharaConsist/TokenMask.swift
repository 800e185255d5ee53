/// Which tokens of a picture are meant.
public struct TokenMask: Sendable, Hashable {
  /// Rows of tokens, 16 pixels each.
  public let rows: Int
  /// Columns of tokens.
  public let columns: Int
  /// Whether each token is meant, row by row.
  public let isSet: [Bool]

  /// A mask of a grid of tokens.
  public init(rows: Int, columns: Int, _ isSet: [Bool]) {
    precondition(
      isSet.count == rows * columns, "TokenMask of \(isSet.count) in \(rows) rows of \(columns)")
    self.rows = rows
    self.columns = columns
    self.isSet = isSet
  }

  /// The tokens that are meant, in ascending order.
  public var indices: [Int] { isSet.indices.filter { isSet[$0] } }

  /// How many tokens are meant.
  public var count: Int { isSet.count { $0 } }

  /// Whether another mask is of the same rows and columns.
  public func isAsLarge(as other: TokenMask) -> Bool {
    rows == other.rows && columns == other.columns
  }

  /// The tokens that are not meant.
  public var inverted: TokenMask { TokenMask(rows: rows, columns: columns, isSet.map { !$0 }) }

  /// The mask without single tokens, and a token wider where something is left.
  ///
  /// An erosion by a square of 3 × 3 tokens, then a dilation by one of 5 × 5; what is outside of the
  /// picture counts for neither. Reference: remove_small_holes_and_points, by cv2.erode and
  /// cv2.dilate.
  public var cleaned: TokenMask {
    spread(over: 1) { $0.allSatisfy { $0 } }.spread(over: 2) { $0.contains(true) }
  }

  /// Each token decided by all within a distance of it along rows and columns.
  private func spread(over distance: Int, _ decide: ([Bool]) -> Bool) -> TokenMask {
    var spread: [Bool] = []
    spread.reserveCapacity(isSet.count)
    for row in 0..<rows {
      let nearRows = max(0, row - distance)...min(rows - 1, row + distance)
      for column in 0..<columns {
        let nearColumns = max(0, column - distance)...min(columns - 1, column + distance)
        spread.append(
          decide(nearRows.flatMap { row in nearColumns.map { isSet[row * columns + $0] } }))
      }
    }
    return TokenMask(rows: rows, columns: columns, spread)
  }
}
