extension CommentedNode {
  /// The node on one line, with its anchor; nil if it has comments, or a scalar on several lines, or
  /// is in block style.
  var line: String? {
    let prefix = anchor.map { "&\($0)" }
    guard let text = content.line else { return nil }
    return [prefix, text.isEmpty ? nil : text].compactMap(\.self).joined(separator: " ")
  }

  /// The node as the key of an entry, with the colon.
  var keyLine: String {
    switch content {
    case .alias(let name): return "*\(name) :"
    case .scalar(let scalar):
      let prefix = anchor.map { "&\($0) " } ?? ""
      return "\(prefix)\(scalar?.keyText ?? "\"\""):"
    case .collection: return ":"
    }
  }
}

extension CommentedNode.Content {
  fileprivate var line: String? {
    switch self {
    case .scalar(nil): return ""
    case .scalar(let scalar?): return scalar.isOneLine ? scalar.lines[0] : nil
    case .alias(let name): return "*\(name)"
    case .collection(let collection):
      guard collection.isFlow, collection.endComments.isEmpty else { return nil }
      var elements: [String] = []
      for entry in collection.entries {
        guard let element = entry.line else { return nil }
        elements.append(element)
      }
      let inside = elements.joined(separator: ", ")
      return collection.isMapping ? "{\(inside)}" : "[\(inside)]"
    }
  }
}

extension CommentedEntry {
  /// The entry between brackets, if it has no comments.
  fileprivate var line: String? {
    guard comments.isEmpty, trailingComment == nil, let value = value.line else { return nil }
    guard let key = key?.keyLine else { return value }
    // A key without a value has no colon either.
    return value.isEmpty ? String(key.dropLast()) : "\(key) \(value)"
  }
}

extension WrittenScalar {
  /// The scalar as a key: a name without quotes, and everything on one line.
  fileprivate var keyText: String {
    if literal.isQuoted, isName(literal.text) { return literal.text }
    return isOneLine && !isBlock ? lines[0] : GraphWriter.quoted(literal.text)
  }
}
