/// A lazy input that cannot be had: thrown into the node that asks, and taken as the reason for
/// skipping the node if the node lets it out.
struct SourceFailure: Error, CustomStringConvertible {
  /// The node that failed.
  let node: String
  let description: String
}
