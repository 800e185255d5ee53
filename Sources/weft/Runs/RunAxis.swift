import Dataflow
import Formats

/// An input of a graph that takes several values, one in each run: `--each seed=1..8`.
struct RunAxis {
  /// The input's name.
  let name: String
  /// Its values, as `--set` would be given them.
  let values: [String]

  /// A product of runs has at most so many.
  static let maximumCount = 10_000

  /// Reads what follows `--each`: values with commas between them, a list as YAML has it, or, for
  /// an Integer or a Seed, ranges such as `1..8` and `1..9..2`.
  ///
  /// - Parameters:
  ///   - setting: The name and the text after it.
  ///   - type: The name of the input's type; nil if it is not known.
  /// - Throws: A fault of the option.
  init(_ setting: Setting, type: String?) throws(RunMatrixError) {
    name = setting.name
    values = try Self.values(setting.text, ofWhole: type == "Integer" || type == "Seed")
    if values.count > Self.maximumCount { throw RunMatrixError.tooMany(values.count) }
    var seen: Set<String> = []
    if let value = values.first(where: { !seen.insert($0).inserted }) {
      throw RunMatrixError("--each \(name) has '\(value)' twice")
    }
  }

  private static func values(
    _ text: String, ofWhole isWhole: Bool
  ) throws(RunMatrixError) -> [String] {
    if text.hasPrefix("["), text.hasSuffix("]") { return try elements(text) }
    var values: [String] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let value = part.trimmed
      guard !value.isEmpty else {
        throw RunMatrixError("'\(text)' has an empty value; write \"\" in a list: [a, \"\"]")
      }
      if isWhole, value.contains("..") {
        values += try range(String(value))
      } else {
        values.append(String(value))
      }
    }
    return values
  }

  /// The elements of a list as YAML has it.
  private static func elements(_ text: String) throws(RunMatrixError) -> [String] {
    let (root, faults) = YAMLNode.read(SourceText(file: "", text: text))
    guard let root, faults.isEmpty, case .sequence(let elements) = root.content,
      !elements.isEmpty, case let values = elements.compactMap(\.flowText),
      values.count == elements.count
    else { throw RunMatrixError("'\(text)' is no list of values, such as [a, b]") }
    return values
  }

  /// The numbers of a range, both ends among them.
  private static func range(_ text: String) throws(RunMatrixError) -> [String] {
    let parts = text.split(separator: "..", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts.allSatisfy({ Int128($0) != nil }) else {
      throw RunMatrixError("'\(text)' is no range, such as 1..8 or 1..9..2")
    }
    let numbers = parts.compactMap { Int128($0) }
    let (first, last, step) = (numbers[0], numbers[1], numbers.count == 3 ? numbers[2] : 1)
    guard step > 0, first <= last else {
      throw RunMatrixError("'\(text)' goes down; a range begins with its least number")
    }
    let count = (last - first) / step + 1
    guard count <= Int128(maximumCount) else { throw RunMatrixError.tooMany(Int(clamping: count)) }
    return stride(from: first, through: last, by: Int(clamping: step)).map { "\($0)" }
  }
}

extension Substring {
  /// The text without blanks at its ends.
  fileprivate var trimmed: Substring {
    let start = drop(while: \.isWhitespace)
    return start.lastIndex { !$0.isWhitespace }.map { start[...$0] } ?? ""
  }
}

extension YAMLNode {
  /// What `--set` would be given for the node: a scalar as it is, a list in YAML's short form; nil if
  /// a mapping is in it.
  fileprivate var flowText: String? {
    if case .scalar(let literal) = content { return literal.text }
    return nestedText
  }

  private var nestedText: String? {
    switch content {
    case .scalar(let literal):
      return literal.isQuoted ? JSON.quoted(literal.text) : literal.text
    case .sequence(let elements):
      let texts = elements.compactMap(\.nestedText)
      return texts.count == elements.count ? "[\(texts.joined(separator: ", "))]" : nil
    case .mapping, .reported:
      return nil
    }
  }
}
