import ArgumentParser
import Dataflow

/// Several runs in one: `--each`, `--shard` and `--fail-fast`.
struct SeriesOptions: ParsableArguments {
  @Option(
    name: .customLong("each"),
    help: ArgumentHelp(
      """
      Run once for each of some values of an input: a,b,c, a list [a, b] as YAML has it, or for \
      whole numbers a range 1..8 or 1..9..2. Given for several inputs, every combination is run, \
      the first input changing slowest.
      """, valueName: "name=values"))
  var variations: [Setting] = []

  @Option(
    help: ArgumentHelp(
      "Make only every nth of these runs, beginning with the ith: the same ones everywhere.",
      valueName: "i/n"))
  var shard: Shard?

  @Option(
    help: ArgumentHelp(
      "Lay the pictures of these runs out on one, labelled by the values, and write it here.",
      valueName: "file.png"),
    completion: .file(extensions: ["png"]))
  var sheet: String?

  @Flag(help: "Stop at the first failure; without it, all that does not depend on it is made.")
  var failFast = false

  func validate() throws {
    if shard != nil, variations.isEmpty {
      throw ValidationError("--shard divides the runs of --each, which is not given.")
    }
    if let sheet {
      guard isGiven else {
        throw ValidationError("--sheet lays out the runs of --each, which is not given.")
      }
      guard sheet.lowercased().hasSuffix(".png") else {
        throw ValidationError("--sheet writes a PNG file, and '\(sheet)' does not end in .png.")
      }
    }
  }

  /// Whether several runs are asked for.
  var isGiven: Bool { !variations.isEmpty }

  /// The runs that are asked for.
  ///
  /// - Parameters:
  ///   - settings: The values of `--set`.
  ///   - source: The graph.
  /// - Returns: The product; of one run, if nothing varies.
  /// - Throws: `ExitCode.validationFailure`, after saying what is wrong with the options.
  func matrix(settings: [Setting], of source: SourceText) throws -> RunMatrix {
    do throws(RunMatrixError) {
      let file = variations.isEmpty ? nil : GraphFile.read(source).graph
      return try RunMatrix(variations, settings: settings, of: file)
    } catch {
      Console.fault("error: \(error)")
      throw ExitCode.validationFailure
    }
  }

  /// Writes the sheet that is asked for.
  ///
  /// - Throws: The exit code, after saying what is wrong.
  func writeSheet(
    of outcome: RunSeries.Outcome, _ matrix: RunMatrix, _ display: RunDisplay
  ) throws {
    guard let sheet, !outcome.isCancelled else { return }
    guard outcome.pixelCount <= ContactSheet.maximumPixelCount else {
      Console.fault(
        "error: the pictures of the runs have \(outcome.pixelCount) pixels; "
          + "a sheet holds at most \(ContactSheet.maximumPixelCount)")
      throw Failure.failed
    }
    guard outcome.pixelCount > 0 else {
      if !outcome.failures.isEmpty { return }
      Console.fault("error: no run has an output that is a picture, for '\(sheet)'")
      throw Failure.failed
    }
    try Failure.writing { try ContactSheet(matrix, outcome.pictures).write(to: sheet) }
    display.showFile(sheet, "sheet of \(outcome.pictures.count) runs")
  }
}
