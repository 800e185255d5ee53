import ArgumentParser
import Dataflow
import Formats
import FoundationEssentials

/// `weft cache`: what is kept from run to run.
struct CacheVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache", abstract: "See and look after the results that are kept on disk.",
    subcommands: [
      ListVerb.self, EntryVerb.self, TrimVerb.self, ClearVerb.self, VerifyVerb.self,
    ])

  /// The folder in question.
  struct Folder: ParsableArguments {
    @OptionGroup var kept: CacheOptions

    /// What is in the folder.
    ///
    /// - Throws: A usage error if nothing is kept.
    func contents() throws -> CacheContents { CacheContents(folder: try path()) }

    func path() throws -> String {
      guard let folder = kept.folder else {
        throw ValidationError("there is no cache folder: give one with --cache, or set HOME.")
      }
      return folder
    }
  }

  /// `weft cache ls`.
  struct ListVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "ls", abstract: "List the results that are kept, those last used last.")

    @OptionGroup var folder: Folder
    @Flag(help: "Print them as JSON, one object a line.") var json = false

    func run() throws {
      let entries = try folder.contents().entries
      for entry in entries {
        if json {
          Console.result(try JSONText.of(EntryRecord(entry)))
          continue
        }
        let kind = (entry.kind ?? "damaged").padded(to: 16)
        let size = FileSize.text(entry.bytes).padded(to: 8)
        let time = Duration.seconds(entry.seconds).short.padded(to: 8)
        Console.result("\(entry.fingerprint)  \(kind)  \(size)  \(time)  \(entry.age) ago")
      }
      guard !json else { return }
      let bytes = entries.reduce(0) { $0 + $1.bytes }
      Console.error("\(entries.count) results, \(FileSize.text(bytes)), in \(try folder.path())")
    }
  }

  /// `weft cache why`.
  struct EntryVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "why", abstract: "Say what a kept result is, and which graphs used it last.")

    @OptionGroup var folder: Folder
    @Argument(help: "The result's name in weft cache ls, or how it begins.") var entry: String

    func run() throws {
      let entries = try folder.contents().entries.filter { $0.fingerprint.hasPrefix(entry) }
      guard let found = entries.first else { throw Failure.missing("no result '\(entry)' is kept") }
      guard entries.count == 1 else {
        throw ValidationError("'\(entry)' is how \(entries.count) results begin; give more of it.")
      }
      Console.result(
        "\(found.kind ?? "damaged"): \(FileSize.text(found.bytes)), took "
          + "\(Duration.seconds(found.seconds).short), last used \(found.age) ago")
      let uses = RunHistory(folder: try folder.path()).all.flatMap { run in
        run.nodes(withFingerprint: found.fingerprint).map { "node '\($0)' of \(run.graph)" }
      }
      for use in uses { Console.result(use) }
      if uses.isEmpty { Console.result("no graph's last run made or used it") }
    }
  }

  /// `weft cache gc`.
  struct TrimVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "gc",
      abstract: "Remove results until --cache-size is kept, and remains of killed runs.",
      discussion: "Those go first that are cheap to make again for their size and long unused.")

    @OptionGroup var folder: Folder

    func run() throws {
      let (count, bytes) = try folder.contents().trim(to: folder.kept.cacheSize.bytes)
      Console.result("removed \(count) results, \(FileSize.text(bytes))")
    }
  }

  /// `weft cache clear`.
  struct ClearVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "clear", abstract: "Remove everything that is kept.")

    @OptionGroup var folder: Folder

    func run() throws {
      let (count, bytes) = try folder.contents().clear()
      Console.result(
        "removed \(count) results, \(FileSize.text(bytes)) with what was noted of runs")
    }
  }

  /// `weft cache verify`.
  struct VerifyVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify", abstract: "Read every result, and remove those that are damaged.",
      discussion: "Exit codes: 0 none was damaged; 1 some were, and are gone.")

    @OptionGroup var folder: Folder

    func run() throws {
      let (count, damaged) = try folder.contents().verify()
      for fingerprint in damaged { Console.result("\(fingerprint)  damaged; removed") }
      Console.error("\(count) results read, \(damaged.count) damaged")
      if !damaged.isEmpty { throw Failure.failed }
    }
  }
}

/// A kept result as JSON tells it.
private struct EntryRecord: Encodable {
  let result: String
  let kind: String?
  let bytes: Int
  let seconds: Double
  let used: Int

  init(_ entry: CacheContents.Entry) {
    result = entry.fingerprint
    kind = entry.kind
    bytes = entry.bytes
    seconds = entry.seconds
    used = entry.lastUse
  }
}

extension CacheContents.Entry {
  /// How long ago it was last used: `12 s`, `5 min`, `3 h`, `2 d`.
  fileprivate var age: String {
    let seconds = max(0, Int(Date.now.timeIntervalSince1970) - lastUse)
    switch seconds {
    case ..<120: return "\(seconds) s"
    case ..<7200: return "\(seconds / 60) min"
    case ..<172_800: return "\(seconds / 3600) h"
    default: return "\(seconds / 86_400) d"
    }
  }
}
