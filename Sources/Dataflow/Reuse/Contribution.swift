/// What one input contributes to the fingerprint of a node.
indirect enum Contribution: Sendable, Hashable {
  /// Nothing is given.
  case absent
  /// A plain value contributes itself, whatever made it.
  case plain(String)
  /// Any other value contributes what made it.
  case made(Fingerprint, output: Int)
  /// A list contributes its elements.
  case list([Contribution])
  /// A default that is not written: the kind and its revision say which.
  case unwritten
  /// A value that cannot be identified; what is made of it is not reused.
  case unidentified
}

extension Contribution {
  /// What a value contributes that is known before the run, or that is plain.
  init(_ value: any GraphValue) {
    if let elements = value.elements {
      self = .list(elements.map { Contribution($0) })
    } else if let text = value.identityText {
      self = .plain(text)
    } else {
      self = .unwritten
    }
  }

  /// What an element contributes of a list that contributes this.
  func element(_ index: Int) -> Contribution {
    switch self {
    case .list(let elements): return elements[index]
    case .made(let fingerprint, let output):
      var builder = FingerprintBuilder()
      builder.append(fingerprint)
      builder.append(output)
      builder.append(index)
      return .made(builder.fingerprint(), output: 0)
    case .absent, .plain, .unwritten, .unidentified: return .unidentified
    }
  }

  /// Whether all of it is identified.
  var isIdentified: Bool {
    switch self {
    case .unidentified: false
    case .list(let elements): elements.allSatisfy(\.isIdentified)
    case .absent, .plain, .made, .unwritten: true
    }
  }
}

extension FingerprintBuilder {
  mutating func append(_ contribution: Contribution) {
    switch contribution {
    case .absent: append(0)
    case .plain(let text):
      append(1)
      append(text)
    case .made(let fingerprint, let output):
      append(2)
      append(fingerprint)
      append(output)
    case .list(let elements):
      append(3)
      append(elements.count)
      for element in elements { append(element) }
    case .unwritten: append(4)
    case .unidentified: append(5)
    }
  }
}
