/// Which two elements of a vector a rotation turns.
public enum RotaryPairing: Sendable {
  /// Elements 2i and 2i + 1, as in FLUX.
  case neighbours
  /// Elements i and i + width/2, as in most language models.
  case halves
}
