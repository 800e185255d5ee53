/// The bounds of a number: a least and a greatest value, and what it must be a multiple of.
public struct Bounds: Sendable, CustomStringConvertible {
  /// The least value allowed, as a scalar.
  public let minimum: String?
  /// The greatest value allowed, as a scalar.
  public let maximum: String?
  /// What a value must be a multiple of, as a scalar.
  public let divisor: String?
  private let check: @Sendable (any GraphValue) -> String?

  /// The values of a range.
  init<Value>(_ range: some ValueRange<Value>) {
    minimum = range.minimum?.literalText
    maximum = range.maximum?.literalText
    divisor = nil
    let rule = "must be in \(Self.interval(minimum, maximum))"
    check = { value in
      guard let value = value as? Value, !range.contains(value) else { return nil }
      return "\(value.display) \(rule)"
    }
  }

  /// The multiples of `divisor` in a range.
  init<Value: FixedWidthInteger>(_ range: some ValueRange<Value>, multipleOf divisor: Value) {
    precondition(divisor > 0, "an input must be a multiple of a positive number")
    let inRange = Bounds(range)
    minimum = inRange.minimum
    maximum = inRange.maximum
    self.divisor = divisor.literalText
    check = { value in
      if let fault = inRange.check(value) { return fault }
      guard let value = value as? Value, !value.isMultiple(of: divisor) else { return nil }
      // Remainders have the sign of the value: below zero this is the multiple above it.
      let towardsZero = value - value % divisor
      let next =
        value < 0
        ? towardsZero.subtractingReportingOverflow(divisor)
        : towardsZero.addingReportingOverflow(divisor)
      let nearest = [towardsZero, next.partialValue].prefix(next.overflow ? 1 : 2)
        .sorted().filter(range.contains).map(\.display)
      return "\(value.display) must be a multiple of \(divisor.display)"
        + (nearest.isEmpty ? "" : ", such as \(nearest.joined(separator: " or "))")
    }
  }

  /// Sizes whose sides lie in a range and are multiples of a number.
  init(sidesIn range: some ValueRange<Int>, multipleOf divisor: Int = 1) {
    let sides = divisor == 1 ? Bounds(range) : Bounds(range, multipleOf: divisor)
    self.init(sides) { value in
      guard let size = value as? Size else { return nil }
      let faults = [("width", size.width), ("height", size.height)].compactMap { name, side in
        sides.check(side).map { "the \(name) \($0)" }
      }
      return faults.isEmpty ? nil : faults.joined(separator: ", and ")
    }
  }

  /// One of some names.
  init(choices: [String]) {
    (minimum, maximum, divisor) = (nil, nil, nil)
    check = { value in
      guard let name = (value as? NamedChoice)?.name, !choices.contains(name) else { return nil }
      return unknownChoice(name, among: choices)
    }
  }

  /// What is within several bounds, the first of which are shown.
  init(all bounds: [Bounds]) {
    minimum = bounds.first?.minimum
    maximum = bounds.first?.maximum
    divisor = bounds.first?.divisor
    check = { value in bounds.lazy.compactMap { $0.check(value) }.first }
  }

  /// The bounds of values that become values of another type where these bounds are.
  func converting(to type: ValueType) -> Bounds {
    let type = type.element ?? type
    return Bounds(self) { value in self.check(type.converting(value)) }
  }

  private init(_ other: Bounds, check: @escaping @Sendable (any GraphValue) -> String?) {
    minimum = other.minimum
    maximum = other.maximum
    divisor = other.divisor
    self.check = check
  }

  /// What is wrong with a value, as a clause, or nil if it is within the bounds.
  ///
  /// Of a list, the first element out of bounds counts; a value of another type is not judged.
  public func fault(in value: any GraphValue) -> String? {
    guard let elements = value.elements else { return check(value) }
    for element in elements {
      if let fault = fault(in: element) { return fault }
    }
    return nil
  }

  /// The bounds as graphs write them: `64..4096, multiples of 16`.
  public var description: String {
    Self.interval(minimum, maximum) + (divisor.map { ", multiples of \($0)" } ?? "")
  }

  private static func interval(_ minimum: String?, _ maximum: String?) -> String {
    "\(minimum ?? "")..\(maximum ?? "")"
  }
}
