import Dataflow

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

struct Calculate: Node {
  static let summary = "A number from two: their sum, their product, the smaller of them and so on."
  static let isLight = true

  @Input("The first number.") var left: Double
  @Input("What to do; remainder has the sign of the second number, and -1 by 8 leaves 7.")
  var operation: ArithmeticOperation
  @Input("The second number.") var right: Double
  @Output("The result; RoundNumber makes it an Integer.") var result: Double

  func run(in context: NodeContext) async throws {
    let value = try operation.apply(left, right)
    guard value.isFinite else {
      throw ValueError("\(operation.formula(left, right)) is no finite number")
    }
    result = value
  }
}

/// What becomes of two numbers; in binary64, so exact for whole numbers up to 2⁵³.
enum ArithmeticOperation: String, Choice {
  case add, subtract, multiply, divide, remainder, power, minimum, maximum

  /// - Throws: ``ValueError`` where the divisor is zero.
  func apply(_ left: Double, _ right: Double) throws -> Double {
    switch self {
    case .add: return left + right
    case .subtract: return left - right
    case .multiply: return left * right
    case .divide:
      guard right != 0 else { throw ValueError("\(formula(left, right)) divides by zero") }
      return left / right
    case .remainder:
      guard right != 0 else { throw ValueError("\(formula(left, right)) divides by zero") }
      let truncated = left.truncatingRemainder(dividingBy: right)
      return truncated != 0 && (truncated < 0) != (right < 0) ? truncated + right : truncated
    case .power: return pow(left, right)
    case .minimum: return min(left, right)
    case .maximum: return max(left, right)
    }
  }

  /// The operation on two numbers as people read it.
  func formula(_ left: Double, _ right: Double) -> String {
    "\(left.display) \(rawValue) \(right.display)"
  }
}
