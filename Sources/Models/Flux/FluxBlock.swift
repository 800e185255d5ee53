/// One of a transformer's blocks.
public enum FluxBlock: Sendable, Hashable {
  /// A block in which text and image have weights of their own, counted from 0.
  case double(Int)
  /// A block in which all tokens share their weights, counted from 0.
  case single(Int)
}
