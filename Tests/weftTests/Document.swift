import Foundation
import TestSupport
import Testing

/// A page with commands, which are run in a folder in the order of the page.
///
/// Each line that a command is shown to print is one that it printed, but for times and sizes.
struct Document {
  /// What the page says, in order.
  private let lines: [String]
  private let folder: String

  /// The page at a path in the checkout, its commands being run in a folder.
  init(_ path: String, in folder: String) throws {
    let text = try String(contentsOfFile: "\(Repository.root)/\(path)", encoding: .utf8)
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    self.folder = folder
  }

  /// Writes the graphs that the page shows under a name, and runs its blocks of commands.
  ///
  /// - Returns: How many commands were run.
  func run() throws -> Int {
    var rest = lines[...]
    var count = 0
    while let line = rest.popFirst() {
      if line.hasPrefix("**"), line.hasSuffix(".yaml**"), rest.first == "```yaml" {
        let text = Self.block(&rest).joined(separator: "\n")
        try Data(text.utf8).write(
          to: URL(filePath: "\(folder)/\(line.trimmingCharacters(in: ["*"]))"))
      } else if line == "```", rest.first?.hasPrefix("$ weft ") == true {
        rest = ["```"] + rest
        count += try run(Self.block(&rest))
      }
    }
    return count
  }

  /// The commands between backticks, in order, each once.
  var inlineCommands: [String] {
    var commands: [String] = []
    for match in lines.joined(separator: " ").matches(of: /`(weft [^`]+)`/) {
      let command = String(match.1)
      if !commands.contains(command) { commands.append(command) }
    }
    return commands
  }

  /// Runs one command; `*` stands for the names that it matches.
  ///
  /// - Returns: The lines that it printed, masked.
  @discardableResult
  func run(command: String) throws -> Set<String> {
    let result = try result(of: command)
    let lines = (result.output + result.error).split(separator: "\n")
    return Set(lines.map { Self.masked(String($0)) })
  }

  /// The exit code of a command.
  func status(of command: String) throws -> Int32 {
    try result(of: command).code
  }

  private func result(of command: String) throws -> Command.Result {
    var arguments: [String] = []
    for word in Self.words(command.dropFirst("weft ".count)) {
      guard let star = word.firstIndex(of: "*") else {
        arguments.append(word)
        continue
      }
      let slash = word.lastIndex(of: "/") ?? word.startIndex
      let (part, ending) = (String(word[..<slash]), word[word.index(after: star)...])
      let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(part)")
      arguments += names.filter { $0.hasSuffix(ending) }.sorted().map { "\(part)/\($0)" }
    }
    return try Command.weft(arguments, in: folder, cache: "\(folder)/cache")
  }

  /// Runs the commands of a block and compares what it shows; `…` stands for any lines.
  private func run(_ block: [String]) throws -> Int {
    var (command, printed, count) = ("", Set<String>(), 0)
    for line in block {
      if line.hasPrefix("$ ") {
        command = String(line.dropFirst(2))
        printed = try run(command: command)
        count += 1
      } else if !line.isEmpty, line != "…" {
        #expect(printed.contains(Self.masked(line)), "'\(line)' after \(command)")
      }
    }
    return count
  }

  /// The lines of a fenced block that begins here.
  private static func block(_ lines: inout ArraySlice<String>) -> [String] {
    lines.removeFirst()
    let end = lines.firstIndex(of: "```") ?? lines.endIndex
    defer { lines = lines[min(end + 1, lines.endIndex)...] }
    return Array(lines[..<end])
  }

  /// The words of a command, quotes being undone.
  private static func words(_ command: some StringProtocol) -> [String] {
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
  private static func masked(_ line: String) -> String {
    line.replacing(/[0-9]+(\.[0-9]+)? (s|B|KB|MB)\b */, with: "#")
  }
}
