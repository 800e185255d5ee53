/// A failure of a node that is not its own: what reached it, or what it left undone.
public enum NodeFault: Error, CustomStringConvertible {
  /// A value that reached an input is of another type or out of bounds.
  case argument(input: String, fault: String)
  /// The node ended without setting an output.
  case unsetOutput(String)

  /// The fault as one clause.
  public var description: String {
    switch self {
    case .argument(let input, let fault): "input '\(input)': \(fault)"
    case .unsetOutput(let output): "it ended without setting its output '\(output)'"
    }
  }
}
