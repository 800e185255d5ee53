import ArgumentParser
import FoundationEssentials
import Nodes
import Tensors

/// The `weft` command; each verb is the file of its name.
@main
struct Weft: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weft",
    abstract: "Run image-generation workflows written as YAML graphs.",
    discussion: """
      weft --generate-completion-script bash (or zsh, fish) prints shell completion.
      """,
    version: Version.current,
    subcommands: [
      RunVerb.self, CheckVerb.self, FormatVerb.self, NodesVerb.self, ModelsVerb.self,
      SchemaVerb.self, InspectVerb.self, DiffVerb.self, LockVerb.self, DrawVerb.self, NewVerb.self,
      PlanVerb.self, WhyVerb.self, CacheVerb.self,
    ])

  /// Takes the vector instructions that `WEFT_CPU` names, before any verb runs.
  ///
  /// - Throws: `ExitCode.validationFailure`, having said why, if the processor lacks them.
  func validate() throws {
    do {
      Instructions.current = try Instructions.named(ProcessInfo.processInfo.environment["WEFT_CPU"])
    } catch {
      Console.fault("error: \(error)")
      throw ExitCode.validationFailure
    }
  }
}
