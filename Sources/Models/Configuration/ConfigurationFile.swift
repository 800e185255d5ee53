public import Formats

/// A `config.json`, read entry by entry.
///
/// Every number has a range, so that what a network computes from it (products of widths, tables of
/// positions) cannot overflow. An entry that is absent or `null` takes the default its published
/// class has, where there is one.
public struct ConfigurationFile: Sendable {
  /// Largest width, number of channels or size of a table that is believed.
  public static let largestWidth = 1 << 24
  /// Most blocks, levels or heads that are believed.
  public static let largestCount = 1 << 12

  private let json: JSON

  /// The entries of a file that is already read.
  public init(_ json: JSON) {
    self.json = json
  }

  /// Reads a file.
  ///
  /// - Throws: `FormatError` if it cannot be read or is not JSON.
  public init(path: String) throws(FormatError) {
    json = try JSON.read(path)
  }

  /// Path of the file.
  public var file: String { json.file }

  /// Whether an entry is there, and not `null`.
  public func contains(_ key: String) -> Bool {
    json[key] != nil
  }

  /// The entries of an entry; nil where it is absent.
  public func section(_ key: String) -> ConfigurationFile? {
    json[key].map(ConfigurationFile.init)
  }

  /// A whole number.
  ///
  /// - Throws: ``ConfigurationError`` if it is absent without a default, is none, or is out of range.
  public func integer(
    _ key: String, in range: ClosedRange<Int> = 1...largestWidth, default value: Int? = nil
  ) throws(ConfigurationError) -> Int {
    let expected = "a whole number in \(range)"
    let number = try read(key, expected, default: value) { entry throws(FormatError) in
      try entry.integer()
    }
    guard range.contains(number) else { throw error(key, expected: expected, found: "\(number)") }
    return number
  }

  /// A finite number.
  ///
  /// - Throws: ``ConfigurationError`` if it is absent without a default, is none, or is out of range.
  public func number(
    _ key: String, in range: ClosedRange<Double> = -1e30...1e30, default value: Double? = nil
  ) throws(ConfigurationError) -> Double {
    let expected = "a number in \(range)"
    let number = try read(key, expected, default: value) { entry throws(FormatError) in
      try entry.number()
    }
    guard range.contains(number) else { throw error(key, expected: expected, found: "\(number)") }
    return number
  }

  /// True or false.
  ///
  /// - Throws: ``ConfigurationError`` if it is absent without a default, or is neither.
  public func flag(_ key: String, default value: Bool? = nil) throws(ConfigurationError) -> Bool {
    try read(key, "true or false", default: value) { entry throws(FormatError) in
      try entry.boolean()
    }
  }

  /// A text.
  ///
  /// - Throws: ``ConfigurationError`` if it is absent without a default, or is none.
  public func text(_ key: String, default value: String? = nil) throws(ConfigurationError) -> String
  {
    try read(key, "a text", default: value) { entry throws(FormatError) in try entry.string() }
  }

  /// One of several texts.
  ///
  /// - Throws: ``ConfigurationError`` if it is absent without a default, or is another text.
  public func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, default value: Choice? = nil
  ) throws(ConfigurationError) -> Choice {
    let name = try text(key, default: value?.rawValue)
    guard let choice = Choice(rawValue: name) else {
      let known = Choice.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
      throw error(key, expected: "one of \(known)", found: "'\(name)'")
    }
    return choice
  }

  /// A list of whole numbers, at least one.
  ///
  /// - Throws: ``ConfigurationError`` if it is absent without a default, is none, is empty, has more
  ///   than ``largestCount`` entries, or one is out of range.
  public func integers(
    _ key: String, in range: ClosedRange<Int> = 1...largestWidth, default value: [Int]? = nil
  ) throws(ConfigurationError) -> [Int] {
    let expected = "a list of whole numbers in \(range)"
    let numbers = try read(key, expected, default: value) { entry throws(FormatError) in
      try entry.array().map { element throws(FormatError) in try element.integer() }
    }
    guard (1...Self.largestCount).contains(numbers.count) else {
      throw error(key, expected: expected, found: "\(numbers.count) of them")
    }
    if let wrong = numbers.first(where: { !range.contains($0) }) {
      throw error(key, expected: expected, found: "\(wrong)")
    }
    return numbers
  }

  /// A list of finite numbers.
  ///
  /// - Throws: ``ConfigurationError`` if it is absent without a default, or is none.
  public func numbers(
    _ key: String, default value: [Double]? = nil
  ) throws(ConfigurationError)
    -> [Double]
  {
    try read(key, "a list of numbers", default: value) { entry throws(FormatError) in
      try entry.array().map { element throws(FormatError) in try element.number() }
    }
  }

  /// A list of texts; empty where the entry is absent.
  ///
  /// - Throws: ``ConfigurationError`` if it is no list of texts.
  public func texts(_ key: String) throws(ConfigurationError) -> [String] {
    try read(key, "a list of texts", default: []) { entry throws(FormatError) in
      try entry.array().map { element throws(FormatError) in try element.string() }
    }
  }

  /// A table of texts in the order of the file; empty where the entry is absent.
  ///
  /// - Throws: ``ConfigurationError`` if it is no table of texts.
  public func table(_ key: String) throws(ConfigurationError) -> [(key: String, value: String)] {
    try read(key, "a table of texts", default: []) { entry throws(FormatError) in
      try entry.members().map { key, value throws(FormatError) in (key, try value.string()) }
    }
  }

  /// An error at an entry.
  public func error(_ key: String, expected: String, found: String) -> ConfigurationError {
    ConfigurationError(file: file, key: key, expected: expected, found: found)
  }

  private func read<Value>(
    _ key: String, _ expected: String, default value: Value?,
    _ convert: (JSON) throws(FormatError) -> Value
  ) throws(ConfigurationError) -> Value {
    guard let entry = json[key] else {
      guard let value else { throw error(key, expected: expected, found: "none") }
      return value
    }
    do {
      return try convert(entry)
    } catch {
      throw self.error(key, expected: expected, found: error.found)
    }
  }
}
