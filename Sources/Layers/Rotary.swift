public import Tensors

/// The rotation of queries and keys by the position of their token.
///
///     (x₀, x₁) → (cos·x₀ − sin·x₁, sin·x₀ + cos·x₁)      for each pair of each head
///
/// Su et al. 2021, arXiv:2104.09864. How angles follow from positions is each family's own.
public struct Rotary: Sendable {
  /// Cosines of the angles, `[tokens, width / 2]`, or `[batch, tokens, width / 2]`.
  public let cosine: Tensor
  /// Sines of the angles, of the same shape.
  public let sine: Tensor
  /// Which two numbers of a head are turned together.
  public let pairing: RotaryPairing

  /// A rotation by given angles.
  public init(cosine: Tensor, sine: Tensor, pairing: RotaryPairing) {
    precondition(
      cosine.shape == sine.shape, "Rotary of cosines \(cosine.shape), sines \(sine.shape)")
    self.cosine = cosine
    self.sine = sine
    self.pairing = pairing
  }

  /// Turns each head of each token.
  ///
  /// - Parameter x: `[batch, heads, tokens, width]`.
  /// - Returns: The shape of `x`.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    x.rotated(cosine: cosine, sine: sine, pairing: pairing)
  }
}
