import Dataflow

struct NumberRange: Node {
  static let summary = "Numbers at equal distances from one to another."
  static let isLight = true

  @Input("The first number.") var first: Double
  @Input("The last number, which is always in a list of two or more.") var last: Double
  @Input("How many numbers.", in: 1...IntegerRange.maximumCount) var count: Int
  @Output("The numbers.") var numbers: [Double]

  func run(in context: NodeContext) async throws {
    numbers = (0..<count).map { index in
      guard index > 0 else { return first }
      let part = Double(index) / Double(count - 1)
      return first * (1 - part) + last * part
    }
  }
}
