import Foundation
import TestSupport
import Testing

/// The guide is true: its graphs are written to a folder, its commands are run there in order, and
/// each line that it shows is one that was printed, but for times and sizes.
@Suite struct GuideTests {
  @Test func `every command of the guide does what the guide shows`() throws {
    let text = try String(
      contentsOfFile: "\(Repository.root)/docs/guide.md", encoding: .utf8)
    let folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("checkpoints"),
      withDestinationPath: "\(Repository.root)/checkpoints")
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
    var commands = 0
    while let line = lines.popFirst() {
      if line.hasPrefix("**"), line.hasSuffix(".yaml**"), lines.first == "```yaml" {
        let name = line.trimmingCharacters(in: ["*"])
        try folder.write(Array(block(&lines).joined(separator: "\n").utf8), to: name)
      } else if line == "```", let command = lines.first, command.hasPrefix("$ weft ") {
        lines = ["```"] + lines
        let shown = block(&lines).dropFirst()
        let printed = try run(words(command.dropFirst("$ weft ".count)), in: folder.path)
        for line in shown {
          #expect(printed.contains(masked(line)), "'\(line)' after \(command)")
        }
        commands += 1
      }
    }
    #expect(commands >= 12)
  }

  /// The lines of a fenced block that begins here.
  private func block(_ lines: inout ArraySlice<String>) -> [String] {
    lines.removeFirst()
    let end = lines.firstIndex(of: "```") ?? lines.endIndex
    defer { lines = lines[min(end + 1, lines.endIndex)...] }
    return Array(lines[..<end])
  }

  private func run(_ arguments: [String], in folder: String) throws -> Set<String> {
    let result = try Command.weft(arguments, in: folder, cache: "\(folder)/cache")
    return Set((result.output + result.error).split(separator: "\n").map { masked(String($0)) })
      .union([""])
  }

  /// The words of a command, quotes being undone.
  private func words(_ command: some StringProtocol) -> [String] {
    var words = [""]
    var isQuoted = false
    for character in command {
      switch character {
      case "\"": isQuoted.toggle()
      case " " where !isQuoted: words.append("")
      default: words[words.count - 1].append(character)
      }
    }
    return words
  }

  /// The line with times and sizes, which differ from run to run, as `#`.
  private func masked(_ line: String) -> String {
    line.replacing(/[0-9]+(\.[0-9]+)? (s|B|KB|MB)\b */, with: "#")
  }
}
