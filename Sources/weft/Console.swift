import Glibc

/// The two streams of the command: results on standard output, all else on standard error.
enum Console {
  /// Whether standard error is a terminal that is asked to show colours and moving lines.
  static let isTerminal =
    isatty(STDERR_FILENO) == 1 && getenv("TERM").map { String(cString: $0) } != "dumb"

  /// Whether standard error shows colours: on a terminal, unless `NO_COLOR` is set (no-color.org).
  static let isColored = isTerminal && getenv("NO_COLOR").map { String(cString: $0) } ?? "" == ""

  /// What a word is coloured for.
  enum Style: String {
    /// Green.
    case good = "32"
    /// Red and bold.
    case bad = "1;31"
    /// Yellow.
    case doubtful = "33"
  }

  /// A text in the colour of its meaning, where standard error shows colours.
  static func styled(_ text: String, as style: Style) -> String {
    isColored ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// Writes faults and warnings to standard error, the words for what they are in colour.
  static func fault(_ text: String) {
    error(
      text.replacing("error:", with: styled("error:", as: .bad))
        .replacing("warning:", with: styled("warning:", as: .doubtful)))
  }

  /// Writes a line to standard error.
  static func error(_ line: String) {
    write(line + "\n", to: STDERR_FILENO)
  }

  /// Writes text to standard error as it is.
  static func errorText(_ text: String) {
    write(text, to: STDERR_FILENO)
  }

  /// Writes a line to standard output.
  static func result(_ line: String) {
    write(line + "\n", to: STDOUT_FILENO)
  }

  /// Writes text to standard output as it is.
  static func resultText(_ text: String) {
    write(text, to: STDOUT_FILENO)
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      // Nobody reads the stream any more: there is no one left to tell.
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }
}
