import Dataflow

struct SummarizeNumbers: Node {
  static let summary = "What several numbers have in common: their mean, their extremes and where."
  static let isLight = true

  @Input("The numbers, at least one.") var numbers: [Double]
  @Output("Their mean.") var mean: Double
  @Output("Their sum.") var sum: Double
  @Output("The least of them.") var minimum: Double
  @Output("The greatest of them.") var maximum: Double
  @Output("Place of the least, counted from 0; the first of equals.") var minimumIndex: Int
  @Output("Place of the greatest, counted from 0; the first of equals.") var maximumIndex: Int

  func run(in context: NodeContext) async throws {
    guard let first = numbers.first else { throw ValueError("there are no numbers") }
    var (total, least, greatest) = (0.0, (index: 0, value: first), (index: 0, value: first))
    for (index, number) in numbers.enumerated() {
      total += number
      if number < least.value { least = (index, number) }
      if number > greatest.value { greatest = (index, number) }
    }
    guard total.isFinite else { throw ValueError("the sum is too large for a Number") }
    sum = total
    mean = total / Double(numbers.count)
    (minimumIndex, minimum) = least
    (maximumIndex, maximum) = greatest
  }
}
