/// How a pixel of a resized picture is made of the pixels that lie there.
public enum ResizeRule: String, Sendable, CaseIterable {
  /// The pixel at the upper left of its place: torch's `nearest`.
  case nearest
  /// The pixel whose centre is nearest: torch's `nearest-exact`.
  case nearestExact
  /// Straight lines between pixels.
  case bilinear
  /// Cubic convolution (Keys 1981), with a = −0.75, or −0.5 antialiased.
  case bicubic
  /// The mean of the pixels that its place touches: torch's `area`, adaptive average pooling.
  case area
}
