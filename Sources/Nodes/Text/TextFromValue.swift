import Dataflow

struct TextFromValue: Node {
  static let summary = "A number, Boolean, choice or path as a text."
  static let isLight = true

  @Input("The value.") var value: Scalar
  @Input(
    "How many decimals a number has, the rest rounded; as many as it needs if left out.", in: 0...15
  )
  var decimals: Int?
  @Input("How many digits a number has before its point at least, zeros among them.", in: 1...32)
  var digits = 1
  @Output("The text.") var text: String

  func run(in context: NodeContext) async throws {
    let plain = value.literalText ?? ""
    switch value.value {
    case let number as Int: text = padded(decimals.map { Double(number).fixed(to: $0) } ?? plain)
    case is UInt64: text = padded(plain)
    case let number as Double: text = padded(decimals.map { number.fixed(to: $0) } ?? plain)
    default: text = plain
    }
  }

  private func padded(_ number: String) -> String {
    let sign = number.hasPrefix("-") ? "-" : ""
    let magnitude = number.dropFirst(sign.count)
    let count = magnitude.prefix { $0 != "." }.count
    return sign + String(repeating: "0", count: max(0, digits - count)) + magnitude
  }
}

extension Double {
  /// The number rounded to a count of decimals, halves away from zero.
  ///
  /// A number so large that it has no such decimals in binary64 is written as it is.
  fileprivate func fixed(to decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = (self * scale).rounded(.toNearestOrAwayFromZero)
    guard scaled.magnitude < 0x1p53 else { return literalText ?? "" }
    let digits = String(Int(scaled.magnitude))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = scaled < 0 ? "-" : ""
    return sign + padded.dropLast(decimals) + (decimals > 0 ? "." : "") + padded.suffix(decimals)
  }
}
