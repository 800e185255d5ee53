/// A value of a JSON file, with its place in the file.
///
/// The accessors throw a ``FormatError`` that names the file, the byte and what was asked for, so
/// that code which reads a configuration says only what it wants. `JSONScanner` does the reading.
public struct JSON: Sendable {
  /// What a JSON value is.
  enum Value: Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([Node])
    case object([Member])
  }

  /// A value and its offset in the file.
  struct Node: Sendable {
    let value: Value
    let byte: Int
  }

  /// A member of an object.
  struct Member: Sendable {
    let key: String
    let node: Node
  }

  /// Largest file that ``read(_:)`` reads, in bytes; published tokenizers reach some 20 MB.
  public static let maximumFileSize = 256 << 20
  /// A file may hold this many values.
  static let maximumValues = 1 << 23

  /// Path of the file.
  public let file: String
  private let node: Node

  /// Reads a file.
  ///
  /// - Throws: ``FormatError`` if the file cannot be read, is not JSON, repeats a key of an object,
  ///   or goes beyond the bounds on size, depth and number of values.
  public static func read(_ path: String) throws(FormatError) -> JSON {
    try JSON(FileBytes.read(path, limit: maximumFileSize), file: path)
  }

  /// Parses the text of a file.
  ///
  /// - Throws: ``FormatError`` as ``read(_:)`` does.
  public init(_ bytes: [UInt8], file: String) throws(FormatError) {
    var scanner = JSONScanner(bytes, file: file)
    var budget = Self.maximumValues
    self.file = file
    node = try Self.node(&scanner, &budget)
    try scanner.end()
  }

  private init(_ node: Node, file: String) {
    self.node = node
    self.file = file
  }

  private static func node(
    _ scanner: inout JSONScanner, _ budget: inout Int
  ) throws(FormatError) -> Node {
    let first = scanner.peek()
    let byte = scanner.position
    guard budget > 0 else { throw scanner.error("at most \(maximumValues) values", "more") }
    budget -= 1
    switch first {
    case UInt8(ascii: "{"):
      var members: [Member] = []
      try scanner.object { (scanner, key, _) throws(FormatError) in
        members.append(Member(key: key, node: try node(&scanner, &budget)))
      }
      return Node(value: .object(members), byte: byte)
    case UInt8(ascii: "["):
      var elements: [Node] = []
      try scanner.array { (scanner) throws(FormatError) in
        elements.append(try node(&scanner, &budget))
      }
      return Node(value: .array(elements), byte: byte)
    case UInt8(ascii: "\""): return Node(value: .string(try scanner.string()), byte: byte)
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
      return Node(value: try scanner.literal(), byte: byte)
    case .some: return Node(value: try scanner.number(), byte: byte)
    case nil: throw scanner.error("a value", scanner.foundHere())
    }
  }
}

extension JSON {
  /// Offset of the value in the file, in bytes.
  public var byte: Int { node.byte }

  /// Whether the value is `null`.
  public var isNull: Bool {
    if case .null = node.value { true } else { false }
  }

  /// Whether the value is an array.
  var isArray: Bool {
    if case .array = node.value { true } else { false }
  }

  /// The member of that name; nil if there is none, if it is `null`, or if this is not an object.
  public subscript(key: String) -> JSON? {
    guard case .object(let members) = node.value,
      let member = members.first(where: { $0.key.utf8.elementsEqual(key.utf8) })
    else { return nil }
    let value = JSON(member.node, file: file)
    return value.isNull ? nil : value
  }

  /// The member of that name.
  ///
  /// - Throws: ``FormatError`` if there is none or it is `null`.
  public func member(_ key: String) throws(FormatError) -> JSON {
    guard let member = self[key] else { throw error("a member '\(key)'", found: kind) }
    return member
  }

  /// The members of an object, in the order of the file.
  ///
  /// - Throws: ``FormatError`` if this is not an object.
  public func members() throws(FormatError) -> [(key: String, value: JSON)] {
    guard case .object(let members) = node.value else { throw error("an object", found: kind) }
    return members.map { ($0.key, JSON($0.node, file: file)) }
  }

  /// The elements of an array.
  ///
  /// - Throws: ``FormatError`` if this is not an array.
  public func array() throws(FormatError) -> [JSON] {
    guard case .array(let elements) = node.value else { throw error("an array", found: kind) }
    return elements.map { JSON($0, file: file) }
  }

  /// The value as a text.
  ///
  /// - Throws: ``FormatError`` if it is none.
  public func string() throws(FormatError) -> String {
    guard case .string(let value) = node.value else { throw error("a string", found: kind) }
    return value
  }

  /// The value as a whole number.
  ///
  /// - Throws: ``FormatError`` if it is none, or does not fit 64 bits.
  public func integer() throws(FormatError) -> Int {
    guard case .integer(let value) = node.value else { throw error("a whole number", found: kind) }
    return value
  }

  /// The value as a number.
  ///
  /// - Throws: ``FormatError`` if it is none.
  public func number() throws(FormatError) -> Double {
    switch node.value {
    case .integer(let value): return Double(value)
    case .number(let value): return value
    default: throw error("a number", found: kind)
    }
  }

  /// The value as true or false.
  ///
  /// - Throws: ``FormatError`` if it is neither.
  public func boolean() throws(FormatError) -> Bool {
    guard case .boolean(let value) = node.value else { throw error("true or false", found: kind) }
    return value
  }

  /// An error at this value.
  public func error(_ expected: String, found: String) -> FormatError {
    FormatError(file: file, byte: byte, expected: expected, found: found)
  }

  /// What the value is, for a message.
  private var kind: String {
    switch node.value {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let value): "'\(value.prefix(40))'"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
