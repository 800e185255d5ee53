/// An input of a node.
///
///     @Input("Width of the image, in pixels.", in: 64...4096, multipleOf: 16) var width = 1024
///     @Input("Where the noise goes.") var mask: Mask?
///
/// An input with a value has that default; one of an optional type may be left out; every other
/// must be set. Bounds apply to the value, or to each element of a list.
@propertyWrapper
public struct Input<Value: InputValue> {
  let documentation: String
  let defaultValue: Value?
  /// Made only to describe the kind: an instance is made for each run of a node.
  let bounds: (() -> Bounds)?
  private let box: ValueBox<Value>

  private init(_ documentation: String, bounds: (() -> Bounds)?, defaultValue: Value?) {
    self.documentation = documentation
    self.bounds = bounds
    self.defaultValue = defaultValue
    box = ValueBox(defaultValue)
  }

  /// The value that the engine, or a test, has set, or the default.
  public var wrappedValue: Value {
    get {
      if let value = box.value { return value }
      guard let absent = Value.from(.absent) else {
        preconditionFailure(
          "an input of type \(Value.edgeType.typeName) was read before it was set")
      }
      return absent
    }
    set { box.value = newValue }
  }
}

extension Input {
  /// An input that must be set, or, if its type is optional, may be left out.
  public init(_ documentation: String) {
    self.init(documentation, bounds: nil, defaultValue: nil)
  }

  /// An input with a default.
  public init(wrappedValue: Value, _ documentation: String) {
    self.init(documentation, bounds: nil, defaultValue: wrappedValue)
  }

  /// An input whose value lies in a range.
  public init<Range: ValueRange<Value.SingleValue>>(_ documentation: String, in range: Range) {
    self.init(documentation, bounds: { Bounds(range) }, defaultValue: nil)
  }

  /// An input with a default, whose value lies in a range.
  public init<Range: ValueRange<Value.SingleValue>>(
    wrappedValue: Value, _ documentation: String, in range: Range
  ) {
    self.init(documentation, bounds: { Bounds(range) }, defaultValue: wrappedValue)
  }

  /// An input whose value lies in a range and is a multiple of a number.
  public init<Range: ValueRange<Value.SingleValue>>(
    _ documentation: String, in range: Range, multipleOf divisor: Value.SingleValue
  ) where Value.SingleValue: FixedWidthInteger {
    self.init(documentation, bounds: { Bounds(range, multipleOf: divisor) }, defaultValue: nil)
  }

  /// An input with a default, whose value lies in a range and is a multiple of a number.
  public init<Range: ValueRange<Value.SingleValue>>(
    wrappedValue: Value, _ documentation: String, in range: Range,
    multipleOf divisor: Value.SingleValue
  ) where Value.SingleValue: FixedWidthInteger {
    self.init(
      documentation, bounds: { Bounds(range, multipleOf: divisor) }, defaultValue: wrappedValue)
  }
}

extension Input where Value.SingleValue == Size {
  /// An input for sizes whose sides lie in a range and are multiples of a number.
  public init(
    _ documentation: String, sidesIn range: some ValueRange<Int>, multipleOf divisor: Int = 1
  ) {
    self.init(
      documentation, bounds: { Bounds(sidesIn: range, multipleOf: divisor) }, defaultValue: nil)
  }

  /// An input with a default, for sizes whose sides lie in a range and are multiples of a number.
  public init(
    wrappedValue: Value, _ documentation: String, sidesIn range: some ValueRange<Int>,
    multipleOf divisor: Int = 1
  ) {
    self.init(
      documentation, bounds: { Bounds(sidesIn: range, multipleOf: divisor) },
      defaultValue: wrappedValue)
  }
}

/// An input seen without its type.
protocol InputPort {
  func declaration(named name: String) -> InputDeclaration

  /// Sets the input to a value within its bounds.
  ///
  /// - Throws: ``ArgumentError`` if the argument is of another type or out of bounds.
  func set(_ argument: NodeArgument, within bounds: Bounds?) throws(ArgumentError)

  /// Forgets the value that was set.
  func clear()
}

extension Input: InputPort {
  func declaration(named name: String) -> InputDeclaration {
    InputDeclaration(
      name: name, documentation: documentation, type: ValueType(Value.edgeType),
      isOptional: Value.isOptional, isLazy: Value.isLazy, defaultValue: defaultValue?.edgeValue,
      bounds: bounds?())
  }

  func set(_ argument: NodeArgument, within bounds: Bounds?) throws(ArgumentError) {
    if case .value(let value) = argument, let fault = bounds?.fault(in: value) {
      throw .outOfBounds(fault)
    }
    guard let value = Value.from(argument) else {
      let wanted = Value.edgeType.typeName
      guard case .value(let given) = argument else { throw .missing(wanted: wanted) }
      throw .otherType(wanted: wanted, given: type(of: given).typeName)
    }
    box.value = value
  }

  func clear() {
    box.value = defaultValue
  }
}
