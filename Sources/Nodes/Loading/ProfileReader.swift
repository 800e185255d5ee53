import Dataflow

/// Reads the mappings of a profile, and gathers what is wrong with them.
struct ProfileReader {
  private(set) var diagnostics: [Diagnostic]

  init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  /// The entries of a mapping that have not been asked for yet.
  struct Entries {
    fileprivate var rest: [YAMLEntry]
    fileprivate var known: [String] = []
  }

  mutating func report(_ message: String, at position: SourcePosition) {
    diagnostics.append(Diagnostic(position: position, message: message))
  }

  mutating func missing(_ key: String, at position: SourcePosition) {
    report("'\(key)' is missing", at: position)
  }

  /// Reads a mapping; what it holds that `read` does not ask for is reported.
  mutating func section<Result>(
    _ node: YAMLNode, _ name: String, _ read: (inout Entries, inout ProfileReader) -> Result
  ) -> Result? {
    switch node.content {
    case .mapping(let list):
      var entries = Entries(rest: list)
      let result = read(&entries, &self)
      for entry in entries.rest {
        let hint = entries.known.nearest(to: entry.key.value).map { "; did you mean '\($0)'?" }
        report(
          "\(name) has no key '\(entry.key.value)'\(hint ?? "")", at: entry.key.position)
      }
      return result
    case .reported: return nil
    case .scalar, .sequence:
      report("\(name) is a mapping, not \(node.name)", at: node.position)
      return nil
    }
  }
}

extension ProfileReader.Entries {
  /// Whether the mapping still has a key.
  func has(_ key: String) -> Bool {
    rest.contains { $0.key.value == key }
  }

  /// The value of a key, as it is written.
  mutating func node(_ key: String) -> YAMLNode? {
    known.append(key)
    guard let index = rest.firstIndex(where: { $0.key.value == key }) else { return nil }
    return rest.remove(at: index).value
  }

  /// The value of a key, read as a type; nil, and reported, if it cannot be read so.
  mutating func take<Value: GraphValue>(
    _ key: String, _ type: Value.Type, _ reader: inout ProfileReader
  ) -> Value? {
    node(key).flatMap { reader.value($0, of: key, type) }
  }

  /// The value of a key that must lie in a range.
  mutating func take<Value: GraphValue & Comparable>(
    _ key: String, _ type: Value.Type, _ reader: inout ProfileReader, in range: ClosedRange<Value>
  ) -> Value? {
    guard let node = node(key), let value = reader.value(node, of: key, type) else { return nil }
    guard range.contains(value) else {
      let (least, greatest) = (range.lowerBound.display, range.upperBound.display)
      reader.report(
        "'\(key)' is \(value.display) and must be in \(least)..\(greatest)", at: node.position)
      return nil
    }
    return value
  }

  /// The value of a key that is a list of texts.
  mutating func texts(_ key: String, _ reader: inout ProfileReader) -> [String] {
    guard let node = node(key) else { return [] }
    guard case .sequence(let elements) = node.content else {
      reader.report("'\(key)' is a list, not \(node.name)", at: node.position)
      return []
    }
    return elements.compactMap { reader.value($0, of: key, String.self) }
  }
}

extension ProfileReader {
  fileprivate mutating func value<Value: GraphValue>(
    _ node: YAMLNode, of key: String, _ type: Value.Type
  ) -> Value? {
    switch node.content {
    case .scalar(let literal):
      do {
        return try Value(literal: literal)
      } catch {
        report("'\(key)': \(error)", at: node.position)
        return nil
      }
    case .reported: return nil
    case .sequence, .mapping:
      report("'\(key)' is one value, not \(node.name)", at: node.position)
      return nil
    }
  }
}
