/// A regular expression, as Swift and Perl write them: `(\w+) in the (snow|rain)`.
///
/// Matching backtracks: nested repetition such as `(a+)+b` can take exponential time. `(?m)` before
/// it lets `^` and `$` match at each line, `(?s)` lets `.` match the end of a line.
struct Pattern {
  private let regex: Regex<AnyRegexOutput>

  /// - Throws: ``ValueError`` if the text is no regular expression.
  init(_ text: String, ignoreCase: Bool) throws {
    do {
      regex = try Regex(text).ignoresCase(ignoreCase)
    } catch {
      throw ValueError("'\(text)' is no regular expression: \(error)")
    }
  }

  /// The pattern that matches a text as it is written.
  init(verbatim text: String, ignoreCase: Bool) {
    regex = Regex(Regex<Substring>(verbatim: text).ignoresCase(ignoreCase))
  }

  /// A place in a text where a pattern matches.
  struct Match {
    let range: Range<String.Index>
    /// The whole match, then what each group matched; nil for a group that took no part.
    let groups: [Substring?]
  }

  /// Where the pattern matches, from the left, without overlaps.
  func matches(in text: String) -> [Match] {
    text.matches(of: regex).map { match in
      Match(range: match.range, groups: match.output.map(\.substring))
    }
  }
}
