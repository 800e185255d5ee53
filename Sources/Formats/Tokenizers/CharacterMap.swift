/// SentencePiece's table of replacements: `precompiled_charsmap` of a model's normalizer.
///
///     4 bytes   length n of the trie, little endian
///     n bytes   a double array of 32-bit units: Darts-clone's
///     the rest  replacements, each ended by NUL, pointed into by the trie's values
///
/// Reference: google/sentencepiece:src/normalizer.cc, `DecodePrecompiledCharsMap`;
/// huggingface/spm_precompiled and huggingface/tokenizers 0.23.3,
/// tokenizers/src/normalizers/precompiled.rs, for how it is applied.
struct CharacterMap: Sendable {
  private let units: [UInt32]
  private let replacements: [UInt8]
  /// The longest text, in bytes, that is looked up as a whole.
  private static let longestCluster = 5

  /// The longest replacement that is believed, in bytes; Unicode's own reach 33.
  private static let longestReplacement = 256

  /// Reads the table; nil if its lengths disagree or a replacement is too long.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= 4 else { return nil }
    func unit(_ place: Int) -> UInt32 {
      bytes[place..<(place + 4)].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
    let length = Int(unit(0))
    guard length.isMultiple(of: 4), length > 0, length <= bytes.count - 4 else { return nil }
    units = stride(from: 4, to: 4 + length, by: 4).map(unit)
    replacements = Array(bytes[(4 + length)...])
    let texts = replacements.split(separator: 0)
    guard texts.allSatisfy({ $0.count <= Self.longestReplacement }) else { return nil }
  }

  /// A text with its characters replaced: a short cluster of characters as a whole where the table
  /// begins with it, else each of its characters by itself.
  func normalize(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    result.reserveCapacity(text.count)
    for cluster in String(String.UnicodeScalarView(text)) {
      if cluster.utf8.count <= Self.longestCluster, let whole = replacement(of: cluster.utf8) {
        result += whole.unicodeScalars
        continue
      }
      for scalar in cluster.unicodeScalars {
        if let single = replacement(of: scalar.utf8) {
          result += single.unicodeScalars
        } else {
          result.append(scalar)
        }
      }
    }
    return result
  }

  /// The replacement of the shortest beginning of a text that is in the table.
  private func replacement(of text: some Sequence<UInt8>) -> String? {
    guard var node = units.first.map({ Int(Self.offset($0)) }) else { return nil }
    for byte in text {
      guard byte != 0 else { return nil }
      node ^= Int(byte)
      guard node < units.count, units[node] & 0x8000_00FF == UInt32(byte) else { return nil }
      let unit = units[node]
      node ^= Int(Self.offset(unit))
      let hasValue = unit >> 8 & 1 == 1
      if hasValue {
        guard node < units.count else { return nil }
        return entry(at: Int(units[node] & 0x7FFF_FFFF))
      }
    }
    return nil
  }

  private func entry(at place: Int) -> String? {
    guard place < replacements.count else { return nil }
    return String(validating: replacements[place...].prefix { $0 != 0 }, as: UTF8.self)
  }

  private static func offset(_ unit: UInt32) -> UInt32 { (unit >> 10) << ((unit & 0x200) >> 6) }
}
