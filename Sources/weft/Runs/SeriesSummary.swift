import Dataflow

/// What became of the runs of a product, for the end of what is told of them.
struct SeriesSummary {
  /// How many runs there were to make.
  let count: Int
  /// How many ended without a failure.
  let doneCount: Int
  /// The runs in which a node failed.
  let failed: [RunCell]
  /// How the series ended.
  let state: EndState

  init(_ outcome: RunSeries.Outcome, of count: Int) {
    self.count = count
    failed = outcome.failedCells
    doneCount = outcome.doneCount
    state =
      outcome.isCancelled
      ? .cancelled : doneCount == count ? .done : .failed
  }

  /// `6 of 8 runs done, 1 failed (3: seed=3), 1 not made`.
  var text: String {
    var parts = ["\(doneCount) of \(count) runs done"]
    if !failed.isEmpty {
      let names = failed.map { "\($0.number): \($0.label)" }.shortList
      parts.append("\(failed.count) failed (\(names))")
    }
    let rest = count - doneCount - failed.count
    if rest > 0 { parts.append("\(rest) not made") }
    return parts.joined(separator: ", ")
  }
}
