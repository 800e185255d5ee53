extension GGUFScanner {
  /// A value of the metadata, with its type in front.
  ///
  /// - Throws: ``FormatError`` if the type is unknown or the value leaves the file.
  mutating func value(of key: String) throws(FormatError) -> GGUFValue {
    let type = try valueType(of: key)
    guard type == .array else { return try value(type, of: key) }
    let place = position
    let elementType = try valueType(of: key)
    guard elementType != .array else {
      throw error("an array of plain values in '\(key)'", "an array of arrays", at: place)
    }
    let count = try count(
      of: "elements of '\(key)'", eachAtLeast: elementType.smallestByteCount)
    return try array(of: elementType, count: count, key: key)
  }

  private mutating func array(
    of type: GGUFValueType, count: Int, key: String
  ) throws(FormatError) -> GGUFValue {
    switch type {
    case .string:
      for _ in 0..<count { _ = try text("a text of '\(key)'") }
    case .float32, .float64, .bool:
      skip(count * type.smallestByteCount)
    default:
      // A shape has a few lengths; what is longer is no shape.
      guard count <= Self.mostIntegers else {
        skip(count * type.smallestByteCount)
        break
      }
      var integers: [Int] = []
      for _ in 0..<count {
        let place = position
        guard let integer = try value(type, of: key).integer else {
          throw error("numbers of 63 bits in '\(key)'", "a larger one", at: place)
        }
        integers.append(integer)
      }
      return .array(count: count, integers: integers)
    }
    return .array(count: count, integers: nil)
  }

  /// The most whole numbers of an array that are kept.
  private static let mostIntegers = 64

  private mutating func valueType(of key: String) throws(FormatError) -> GGUFValueType {
    let place = position
    let number = try number(UInt32.self, "the type of '\(key)'")
    guard let type = GGUFValueType(rawValue: number) else {
      throw error("a type of metadata in '\(key)', 0 to 12", "\(number)", at: place)
    }
    return type
  }

  private mutating func value(
    _ type: GGUFValueType, of key: String
  ) throws(FormatError) -> GGUFValue {
    let what = "the value of '\(key)'"
    switch type {
    case .uint8: return .unsigned(UInt64(try number(UInt8.self, what)))
    case .uint16: return .unsigned(UInt64(try number(UInt16.self, what)))
    case .uint32: return .unsigned(UInt64(try number(UInt32.self, what)))
    case .uint64: return .unsigned(try number(UInt64.self, what))
    case .int8: return .signed(Int64(try number(Int8.self, what)))
    case .int16: return .signed(Int64(try number(Int16.self, what)))
    case .int32: return .signed(Int64(try number(Int32.self, what)))
    case .int64: return .signed(try number(Int64.self, what))
    case .float32: return .number(Double(Float(bitPattern: try number(UInt32.self, what))))
    case .float64: return .number(Double(bitPattern: try number(UInt64.self, what)))
    case .bool: return .bool(try number(UInt8.self, what) != 0)
    case .string: return .text(try text(what))
    case .array: return try self.value(of: key)
    }
  }
}
