import ArgumentParser

/// What is told of a run while it goes: `--json`, `--progress`, `--log-level` and `--quiet`.
struct DisplayOptions: ParsableArguments {
  @Flag(help: "Print what happens on standard output as JSON, one object a line.") var json = false

  @Option(
    help: ArgumentHelp(
      "How steps are shown on standard error: as a bar that moves, as plain lines, or not at all. "
        + "(default: bar on a terminal, plain elsewhere)",
      valueName: "bar|plain|none"))
  var progress: ProgressStyle?

  @Option(
    help: ArgumentHelp(
      "What is told on standard error: faults; warnings and notes too; what becomes of each node; "
        + "or all that the engine does.",
      valueName: "error|warning|info|debug"))
  var logLevel = LogLevel.info

  @Flag(
    name: .shortAndLong,
    help: "Tell faults only: the same as --log-level error --progress none.")
  var quiet = false

  /// The display that is asked for.
  var display: RunDisplay {
    RunDisplay(
      isJSON: json, level: quiet ? .error : logLevel,
      progress: quiet || json ? .none : progress ?? (Console.isTerminal ? .bar : .plain))
  }
}

/// How the steps of a node are shown.
enum ProgressStyle: String, ExpressibleByArgument, CaseIterable {
  /// One line that moves, for a terminal.
  case bar
  /// A line for each quarter.
  case plain
  /// Not at all.
  case none
}

/// How much is told on standard error; each level tells what those before it do.
enum LogLevel: String, ExpressibleByArgument, CaseIterable, Comparable {
  /// Why something could not be done.
  case error
  /// What the author should know.
  case warning
  /// What became of each node and of the run.
  case info
  /// When nodes begin and what is given up.
  case debug

  static func < (a: LogLevel, b: LogLevel) -> Bool {
    (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
  }
}
