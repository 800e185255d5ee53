extension Unicode.Scalar {
  /// Unicode's property White_Space: `\s` of the published patterns.
  var isWhiteSpace: Bool {
    isASCII ? (9...13).contains(value) || value == 32 : properties.isWhitespace
  }

  /// A letter: `\p{L}`.
  var isLetter: Bool {
    if isASCII { return (0x61...0x7A).contains(value | 0x20) }
    return switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }

  /// A number: `\p{N}`.
  var isNumber: Bool {
    if isASCII { return (0x30...0x39).contains(value) }
    return switch properties.generalCategory {
    case .decimalNumber, .letterNumber, .otherNumber: true
    default: false
    }
  }

  /// A character of a word: `\w`.
  var isWordCharacter: Bool {
    if isLetter { return true }
    return switch properties.generalCategory {
    case .decimalNumber, .letterNumber, .nonspacingMark, .spacingMark, .enclosingMark,
      .connectorPunctuation:
      true
    default: properties.isAlphabetic
    }
  }
}
