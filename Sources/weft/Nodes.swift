import ArgumentParser
import Dataflow
import Nodes

/// `weft nodes`: what kinds of nodes there are, and what each takes and gives.
struct NodesVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nodes", abstract: "List the kinds of nodes, or describe one.")

  @Argument(
    help: "A kind of node, such as Sample.",
    completion: .list(NodeLibrary.catalog.names.sorted()))
  var kind: String?

  @Flag(help: "Print JSON.") var json = false

  @Option(
    help: ArgumentHelp("Write the page of every kind below a folder.", valueName: "dir"),
    completion: .directory)
  var write: String?

  func run() throws {
    if let write { return try writePages(to: write) }
    guard let name = kind else { return list() }
    let catalog = NodeLibrary.catalog
    guard let kind = catalog[name] else {
      let hint = catalog.names.nearest(to: name).map { "; did you mean '\($0)'?" } ?? ""
      throw ValidationError("There is no kind of node '\(name)'\(hint)")
    }
    if json {
      print(try JSONText.of(KindRecord(kind)))
    } else {
      describe(kind)
    }
  }

  private func list() {
    if json {
      let records = NodeLibrary.catalog.kinds.map(KindRecord.init)
      print((try? JSONText.of(records)) ?? "[]")
      return
    }
    let width = NodeLibrary.catalog.names.map(\.count).max() ?? 0
    for group in NodeLibrary.groups {
      print("\(group.name)")
      for kind in group.kinds {
        print("  \(kind.name.padded(to: width))  \(kind.summary)")
      }
    }
  }

  private func describe(_ kind: NodeKind) {
    print("\(kind.name): \(kind.summary)")
    if !kind.inputs.isEmpty { print("\nInputs") }
    for input in kind.inputs {
      let bounds = input.bounds.map { ", \($0)" } ?? ""
      print("  \(input.name)  (\(input.type.explanation)\(bounds); \(input.defaultText))")
      print("      \(input.documentation)")
    }
    if !kind.outputs.isEmpty { print("\nOutputs") }
    for output in kind.outputs {
      print("  \(output.name)  (\(output.type.name))\n      \(output.documentation)")
    }
  }

  private func writePages(to folder: String) throws {
    for page in NodeLibrary.pages {
      let path = "\(folder)/\(page.path)"
      try TextFile.write(page.text, to: path)
      print(path)
    }
  }
}

/// A kind as JSON tells it.
private struct KindRecord: Encodable {
  struct Port: Encodable {
    let name: String
    let type: String
    let about: String
    var choices: [String]?
    var bounds: String?
    var required: Bool?
    var `default`: String?
  }

  let name: String
  let summary: String
  let revision: Int
  let inputs: [Port]
  let outputs: [Port]

  init(_ kind: NodeKind) {
    name = kind.name
    summary = kind.summary
    revision = kind.revision
    inputs = kind.inputs.map { input in
      Port(
        name: input.name, type: input.type.name, about: input.documentation,
        choices: input.type.choices, bounds: input.bounds?.description,
        required: input.isRequired, default: input.defaultValue?.literalText)
    }
    outputs = kind.outputs.map { output in
      Port(name: output.name, type: output.type.name, about: output.documentation)
    }
  }
}
