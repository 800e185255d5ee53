import Dataflow

struct IntegerRange: Node {
  static let summary = "Whole numbers from one to another."
  static let isLight = true

  @Input("The first number.") var first: Int
  @Input("The last number, which is in the list if a step lands on it.") var last: Int
  @Input("How far each number is from the one before; below zero counts down.") var step = 1
  @Output("The numbers; none if the last lies the other way.") var numbers: [Int]

  /// Longest list that is made.
  static let maximumCount = 1_000_000

  func run(in context: NodeContext) async throws {
    guard step != 0 else { throw ValueError("a step of 0 never reaches \(last)") }
    let steps = (Double(last) - Double(first)) / Double(step)
    guard steps < Double(Self.maximumCount) else {
      throw ValueError("a list has at most \(Self.maximumCount) elements")
    }
    numbers = Array(stride(from: first, through: last, by: step))
  }
}
