import Crypto
import FoundationEssentials

/// One run of several: its place in their order and the values it is given.
struct RunCell: Sendable {
  /// Counted from 1, in the order of the product; the same in every shard.
  let number: Int
  /// The values that vary, in the order in which the inputs were named.
  let values: [Setting]

  /// A file's name has room for this and the names of graph and output beside it.
  private static let maximumLength = 120
  /// The longest value that is written out.
  private static let maximumValueLength = 32

  /// As people read it: `seed=3, model=critters`.
  var label: String {
    values.map { "\($0.name)=\($0.text)" }.joined(separator: ", ")
  }

  /// As files are named: `seed=3.model=critters`.
  ///
  /// Of a path only the last part counts, characters that are awkward in a shell become `-`, and
  /// what is long is cut; whatever is changed in this way ends in `~` and eight digits of the
  /// value's SHA-256, so that other values have other names.
  var fileLabel: String {
    let text = values.map { "\($0.name)=\(Self.sanitized($0.text))" }.joined(separator: ".")
    return text.utf8.count <= Self.maximumLength
      ? text : "\(text.prefix(Self.maximumLength - 9))~\(Self.digest(text))"
  }

  private static func sanitized(_ value: String) -> String {
    var text = ""
    for byte in value.split(separator: "/").last.map({ $0.utf8 }) ?? value[...].utf8 {
      if isPlain(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else if !text.hasSuffix("-") {
        text.append("-")
      }
    }
    return text == value && text.utf8.count <= maximumValueLength
      ? text : "\(text.prefix(maximumValueLength))~\(digest(value))"
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "+"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  private static func digest(_ text: String) -> String {
    SHA256.hash(data: Array(text.utf8)).prefix(4).map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0\(digits)" : digits
    }.joined()
  }
}
