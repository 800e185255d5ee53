import ArgumentParser

/// The `weft` command; one file holds each verb.
@main
struct Weft: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weft",
    abstract: "Run image-generation workflows written as YAML graphs.",
    version: "0.1.0",
    subcommands: [])
}
