/// One line that shows how far a node is.
///
///     denoised  ███████████████░░░░░░░░░  12/20  0:04 left
struct ProgressBar {
  /// The node's id.
  let node: String
  /// Steps done.
  let step: Int
  /// All steps.
  let count: Int
  /// Time since the node began.
  let elapsed: Duration

  private static let cells = 24

  /// The line, without an end.
  var line: String {
    let filled = count > 0 ? Self.cells * step / count : 0
    let bar =
      String(repeating: "█", count: filled) + String(repeating: "░", count: Self.cells - filled)
    let rest = remaining.map { "  \($0.clock) left" } ?? ""
    return "\(node)  \(bar)  \(step)/\(count)\(rest)"
  }

  /// Time until the end, if the steps to come take as long as those done.
  var remaining: Duration? {
    step > 0 && step < count ? elapsed / step * (count - step) : nil
  }
}

extension Duration {
  /// Seconds, with fractions.
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }

  /// Minutes and seconds, `1:05`, or with hours, `2:01:05`.
  var clock: String {
    let seconds = Int(inSeconds.rounded())
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let minutes = seconds / 60 % 60
    return seconds < 3600
      ? "\(minutes):\(two(seconds % 60))"
      : "\(seconds / 3600):\(two(minutes)):\(two(seconds % 60))"
  }

  /// Seconds with two decimals below ten, one below a hundred: `0.04 s`, `12.3 s`, `140 s`.
  var short: String {
    let seconds = inSeconds
    let digits = seconds < 10 ? 2 : seconds < 100 ? 1 : 0
    return "\(seconds.fixed(digits)) s"
  }
}

extension Double {
  /// The number with a fixed number of decimals.
  func fixed(_ digits: Int) -> String {
    let scale = [1, 10, 100, 1000][min(digits, 3)]
    let whole = Int((self * Double(scale)).rounded())
    guard scale > 1 else { return "\(whole)" }
    let fraction = String(whole % scale)
    return "\(whole / scale)." + String(repeating: "0", count: digits - fraction.count) + fraction
  }
}
