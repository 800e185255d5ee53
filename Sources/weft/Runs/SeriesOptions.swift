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

  @Flag(help: "Stop at the first failure; without it, all that does not depend on it is made.")
  var failFast = false

  func validate() throws {
    if shard != nil, variations.isEmpty {
      throw ValidationError("--shard divides the runs of --each, which is not given.")
    }
  }

  /// The runs that are asked for.
  ///
  /// - Parameters:
  ///   - settings: The values of `--set`.
  ///   - source: The graph.
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
}
