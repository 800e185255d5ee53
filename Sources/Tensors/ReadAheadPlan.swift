/// Which pieces of a file to read when a place in it is used: those that follow, once in each pass.
///
/// A network uses its file about from the beginning to the end, and begins anew with each step; a pass
/// has ended when the place that was used first is used again.
struct ReadAheadPlan {
  private let byteCount: Int
  private let pieceLength: Int
  private let window: Int
  private var firstPlace: Int?
  private var isAsked: [Bool]

  /// A plan for a file.
  ///
  /// - Parameters:
  ///   - byteCount: Size of the file.
  ///   - pieceLength: What is read at once, in bytes.
  ///   - window: How far ahead of what is used to read, in bytes.
  init(byteCount: Int, pieceLength: Int, window: Int) {
    self.byteCount = byteCount
    self.pieceLength = pieceLength
    self.window = window
    isAsked = [Bool](repeating: false, count: (byteCount + pieceLength - 1) / pieceLength)
  }

  /// The pieces to read now that a place is used, in order.
  mutating func pieces(following place: Int) -> [Range<Int>] {
    if firstPlace == place {
      isAsked = [Bool](repeating: false, count: isAsked.count)
    }
    firstPlace = firstPlace ?? place
    let end = min(place + window, byteCount)
    return stride(from: place / pieceLength, to: (end + pieceLength - 1) / pieceLength, by: 1)
      .filter { index in
        defer { isAsked[index] = true }
        return !isAsked[index]
      }
      .map { $0 * pieceLength..<min(($0 + 1) * pieceLength, byteCount) }
  }
}
