/// The path of a file, with or without a place for a number in its last component.
struct NumberedPath: Hashable {
  /// What stands before the number: the whole path where there is no place for one.
  private(set) var before = ""
  /// Least number of digits of the number; nil where there is no place for one.
  var digits: Int?
  private var after = ""

  /// The path, beginning at a folder.
  func inside(of folder: String) -> NumberedPath {
    var path = self
    path.before = "\(folder)/\(before)"
    return path
  }

  /// Puts a text at the end of the path.
  mutating func append(_ text: String) {
    if digits == nil { before += text } else { after += text }
  }

  /// Longest number that counts as one: the next still fits an `Int`.
  private static let maximumDigits = 18

  /// The folder that the file lies in, up to its last slash; empty where the path has none.
  var folder: Substring { before[..<before.afterLastSlash] }

  /// The path with a number put in, if there is a place for one.
  func numbered(_ number: Int) -> String {
    before + (digits.map { number.padded(toDigits: $0) } ?? "") + after
  }

  /// The number that a file of that name has in the place for one; nil if it is another file.
  func number(of name: String) -> Int? {
    let before = before[before.afterLastSlash...]
    guard name.hasPrefix(before), name.hasSuffix(after),
      name.count > before.count + after.count
    else { return nil }
    let digits = name.dropFirst(before.count).dropLast(after.count)
    guard digits.count <= Self.maximumDigits, digits.allSatisfy({ $0.isASCII && $0.isNumber })
    else {
      return nil
    }
    return Int(digits)
  }
}

extension Int {
  /// The number in decimal digits, with zeros before it up to a count of digits.
  func padded(toDigits count: Int) -> String {
    let digits = String(self)
    return String(repeating: "0", count: Swift.max(0, count - digits.count)) + digits
  }
}

extension String {
  /// Where the last component of a path begins.
  var afterLastSlash: Index {
    lastIndex(of: "/").map(index(after:)) ?? startIndex
  }
}
