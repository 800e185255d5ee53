import ArgumentParser
import Dataflow

/// `weft check`: says what is wrong with graphs, without running them.
struct CheckVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say everything that is wrong with graphs, and run nothing.",
    discussion: "Exit codes: 0 all can run; 65 a graph is invalid; 66 a file or model is missing.")

  @OptionGroup var search: ModelSearchOptions

  @Argument(help: "The graphs.", completion: .file(extensions: ["yaml", "yml"]))
  var graphs: [String]

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Set an input, as for weft run.", valueName: "name=value"))
  var settings: [Setting] = []

  @Flag(help: "Print faults as JSON, one object a line.") var json = false

  func run() throws {
    let checker = search.checker
    var code: ExitCode?
    for path in graphs {
      let source = try GraphSource.read(path)
      let faults = checker.faults(source, settings: settings.map(\.graphSetting))
      try report(faults, of: path)
      if faults.hasErrors {
        code = faults.isOnlyMissing && code != Failure.invalid ? Failure.absent : Failure.invalid
      }
    }
    if let code { throw code }
  }

  private func report(_ faults: DiagnosticList, of path: String) throws {
    if json {
      for fault in faults.diagnostics { Console.result(try JSONText.of(FaultRecord(fault))) }
    } else if faults.diagnostics.isEmpty {
      Console.result("\(path): no faults")
    } else {
      Console.fault("\(faults)")
    }
  }
}

/// A fault as JSON tells it.
struct FaultRecord: Encodable {
  let file: String
  let line: Int
  let column: Int
  let severity: String
  let message: String

  init(_ fault: Diagnostic) {
    file = fault.position.file
    line = fault.position.line
    column = fault.position.column
    severity = fault.severity.rawValue
    message = fault.message
  }
}
