import Dataflow

struct ClampNumber: Node {
  static let summary = "A number kept between a least and a greatest one."
  static let isLight = true

  @Input("The number.") var number: Double
  @Input("The least result; no bound if left out.") var minimum: Double?
  @Input("The greatest result; no bound if left out.") var maximum: Double?
  @Output("The number, or the bound that it was beyond.") var clamped: Double

  func run(in context: NodeContext) async throws {
    if let minimum, let maximum, minimum > maximum {
      throw ValueError(
        "the minimum \(minimum.display) is greater than the maximum \(maximum.display)")
    }
    clamped = min(max(number, minimum ?? number), maximum ?? .infinity)
  }
}
