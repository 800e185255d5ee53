import ArgumentParser
import Dataflow

/// `weft format`: rewrites graphs in one style.
struct FormatVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "format", abstract: "Rewrite graphs in one style, keeping what they say.",
    discussion: """
      Comments stay where they are. A graph that is in style is not touched; the paths of the \
      others are printed. A graph whose YAML or shape has faults is left as it is, and its faults \
      are reported.

      Exit codes: 0 done; 1 with --check, a graph is not in style; 64 wrong usage; 65 a graph is \
      invalid; 66 a graph is missing.
      """)

  @Argument(
    help: "The graphs, or - to read one from standard input and write it to standard output.",
    completion: .file(extensions: ["yaml", "yml"]))
  var graphs: [String]

  @Flag(help: "Change nothing, and print the paths of the graphs that are not in style.")
  var check = false

  func validate() throws {
    if graphs.contains("-"), graphs.count > 1 {
      throw ValidationError("- stands for standard input and goes with no other graph.")
    }
  }

  func run() throws {
    var code: ExitCode?
    for path in graphs {
      do {
        if try !format(path), check { code = code ?? Failure.failed }
      } catch let failure as ExitCode {
        code = code == nil || code == Failure.failed ? failure : code
      }
    }
    if let code { throw code }
  }

  /// Formats a graph.
  ///
  /// - Returns: Whether it was in style.
  /// - Throws: The exit code, after saying what is wrong.
  private func format(_ path: String) throws -> Bool {
    let readsInput = path == "-"
    let source = try readsInput ? GraphSource.readStandardInput() : GraphSource.read(path)
    let text = try Failure.reading { try GraphFormatter.format(source) }
    let isInStyle = source.bytes.elementsEqual(text.utf8)
    if readsInput, !check {
      Console.resultText(text)
    } else if !isInStyle {
      if !check { try Failure.writing { try TextFile.write(text, to: path) } }
      Console.result(source.file)
    }
    return isInStyle
  }
}
