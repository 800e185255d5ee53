import ArgumentParser

/// A part of the runs of a product, `--shard 2/4`: the same runs on every machine.
///
/// Run number k, counted from 1, is in shard (k − 1) mod n + 1, so that shards are as large as each
/// other and each gets runs from all over the product.
struct Shard: ExpressibleByArgument, Sendable {
  /// Which part, from 1 to ``count``.
  let index: Int
  /// How many parts there are.
  let count: Int

  init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], count > 0,
      (1...count).contains(index)
    else { return nil }
    self.index = index
    self.count = count
  }

  /// Whether a run is in the part.
  func contains(_ cell: RunCell) -> Bool { (cell.number - 1) % count == index - 1 }
}
