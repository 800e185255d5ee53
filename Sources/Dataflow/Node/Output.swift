/// An output of a node, which ``Node/run(in:)`` sets.
///
///     @Output("Unit Gaussian noise.") var latent: Latent
@propertyWrapper
public struct Output<Value: GraphValue> {
  let documentation: String
  private let box = ValueBox<Value>(nil)

  /// An output with its documentation.
  public init(_ documentation: String) {
    self.documentation = documentation
  }

  /// The value that the node has computed.
  ///
  /// Reading it before it is set is a programming error.
  public var wrappedValue: Value {
    get {
      guard let value = box.value else {
        preconditionFailure("an output of type \(Value.typeName) was read before it was set")
      }
      return value
    }
    nonmutating set { box.value = newValue }
  }
}

/// An output seen without its type.
protocol OutputPort {
  func declaration(named name: String) -> OutputDeclaration

  /// The value, or nil if the node has not set it.
  var anyValue: (any GraphValue)? { get }

  /// Forgets the value.
  func clear()
}

extension Output: OutputPort {
  func declaration(named name: String) -> OutputDeclaration {
    OutputDeclaration(name: name, documentation: documentation, type: ValueType(Value.self))
  }

  var anyValue: (any GraphValue)? { box.value }

  func clear() { box.value = nil }
}
