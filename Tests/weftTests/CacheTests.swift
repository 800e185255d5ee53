import Foundation
import TestSupport
import Testing

/// What one process keeps and the next takes.
@Suite struct CacheTests {
  static let graph = "graphs/text-to-image.yaml"

  func events(_ result: Command.Result, _ name: String) throws -> [String] {
    try result.records.filter { $0["event"] as? String == name }.compactMap {
      $0["node"] as? String
    }
  }

  @Test func `a second process takes what the first kept, and opens no model`() throws {
    let folder = try TemporaryFolder()
    let cache = folder.file("cache")
    let arguments = ["run", Self.graph, "--out", folder.file("out"), "--json"]
    let first = try Command.weft(arguments, cache: cache)
    #expect(first.code == 0)
    #expect(
      try events(first, "finished") == ["model", "words", "noise", "denoised", "picture"])
    let path = folder.file("out/text-to-image.picture.png")
    let made = try Data(contentsOf: URL(filePath: path))
    let second = try Command.weft(arguments, cache: cache)
    #expect(second.code == 0)
    #expect(try events(second, "started") == [] && events(second, "reused") == ["picture"])
    #expect(try Data(contentsOf: URL(filePath: path)) == made)
    let without = try Command.weft(arguments + ["--no-cache"], cache: cache)
    #expect(try events(without, "started").count == 5)
    #expect(try Data(contentsOf: URL(filePath: path)) == made)
  }

  /// Whether a file system of one's own can be made, as root or as root of a namespace of users.
  static let canMount: Bool = {
    let mount = "mount -t tmpfs -o size=64k tmpfs /mnt"
    let result = try? Command.run("/usr/bin/unshare", ["-rm", "sh", "-c", mount])
    return result?.code == 0
  }()

  @Test(.enabled(if: canMount, "tmpfs cannot be mounted here"))
  func `a disk that fills up costs what is kept, and a note, not the run`() throws {
    let folder = try TemporaryFolder()
    let script = """
      mount -t tmpfs -o size=64k tmpfs /mnt && exec "$0" run \(Self.graph) --cache /mnt/cache --json --out "$1"
      """
    let result = try Command.run(
      "/usr/bin/unshare",
      ["-rm", "sh", "-c", script, try Command.executable.path, folder.file("out")])
    #expect(result.code == 0, "\(result.error)")
    #expect(try events(result, "finished").last == "picture")
    let notes = try result.records.compactMap { $0["message"] as? String }
    #expect(notes.contains { $0.contains("no space left on device") })
    let whole = try Command.weft(["run", Self.graph, "--out", folder.file("whole")])
    #expect(whole.code == 0)
    let name = "text-to-image.picture.png"
    #expect(
      try Data(contentsOf: URL(filePath: folder.file("out/\(name)")))
        == Data(contentsOf: URL(filePath: folder.file("whole/\(name)"))))
  }

  @Test func `plan says what runs and why says what has changed`() throws {
    let folder = try TemporaryFolder()
    let cache = folder.file("cache")
    let unknown = try Command.weft(["why", Self.graph], cache: cache)
    #expect(unknown.code == 66 && unknown.error.contains("no run of \(Self.graph) is known"))
    let before = try Command.weft(["plan", Self.graph], cache: cache)
    #expect(before.code == 0 && before.output.contains("denoised  Sample"))
    #expect(before.error.hasPrefix("5 of 5 nodes run or may"))
    _ = try Command.weft(["run", Self.graph, "--out", folder.file("out")], cache: cache)
    let after = try Command.weft(["plan", Self.graph], cache: cache)
    #expect(after.output.contains("picture   DecodeLatent  from disk"))
    #expect(after.error.hasPrefix("0 of 5 nodes run or may"))
    let changed = try Command.weft(["plan", Self.graph, "--set", "seed=8"], cache: cache)
    #expect(changed.output.contains("words     EncodeText    from disk"))
    #expect(changed.error.hasPrefix("4 of 5 nodes run or may, in about"))
    let same = try Command.weft(["why", Self.graph, "picture"], cache: cache)
    #expect(
      same.output == "nothing that 'picture' depends on has changed since the last run\n")
    let why = try Command.weft(["why", Self.graph, "picture", "--set", "seed=8"], cache: cache)
    #expect(why.output == "'noise': 'seed' is '8'; it was '7'\n")
    let wrong = try Command.weft(["why", Self.graph, "pictur"], cache: cache)
    #expect(wrong.code == 64 && wrong.error.contains("did you mean 'picture'?"))
  }

  @Test func `the cache is listed, explained, verified, trimmed and cleared`() throws {
    let folder = try TemporaryFolder()
    let cache = folder.file("cache")
    _ = try Command.weft(["run", Self.graph, "--out", folder.file("out")], cache: cache)
    let list = try Command.weft(["cache", "ls"], cache: cache)
    let lines = list.output.split(separator: "\n")
    #expect(lines.count == 4 && list.error.hasPrefix("4 results, "))
    let sample = try #require(lines.first { $0.contains("Sample") }).prefix(32)
    let why = try Command.weft(["cache", "why", String(sample.prefix(8))], cache: cache)
    #expect(why.output.hasPrefix("Sample: ") && why.output.contains("node 'denoised' of /"))
    #expect(try Command.weft(["cache", "verify"], cache: cache).code == 0)
    let entry = "\(cache)/values/\(sample.prefix(2))/\(sample.dropFirst(2))"
    var bytes = try Data(contentsOf: URL(filePath: entry))
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(filePath: entry))
    let damaged = try Command.weft(["cache", "verify"], cache: cache)
    #expect(damaged.code == 1 && damaged.output == "\(sample)  damaged; removed\n")
    let trimmed = try Command.weft(["cache", "gc", "--cache-size", "0"], cache: cache)
    #expect(trimmed.output.hasPrefix("removed 3 results, "))
    #expect(
      try Command.weft(["cache", "clear"], cache: cache).output.hasPrefix("removed 0 results"))
    let size = try Command.weft(["cache", "gc", "--cache-size", "many"], cache: cache)
    #expect(size.code == 64)
  }

  @Test func `killed sampling goes on from its last step to the same picture`() throws {
    let folder = try TemporaryFolder()
    let cache = folder.file("cache")
    let whole = try Command.weft(["run", Self.graph, "--out", folder.file("whole")])
    #expect(whole.code == 0)
    let arguments = ["run", Self.graph, "--out", folder.file("out"), "--resume-steps"]
    let killed = try Command.weft(
      arguments, interruptedBy: (SIGKILL, after: "denoised  10/20"), cache: cache)
    #expect(killed.code == SIGKILL)
    let resumed = try Command.weft(arguments, cache: cache)
    #expect(resumed.code == 0)
    #expect(resumed.error.contains("denoised: goes on after step 1"))
    let name = "text-to-image.picture.png"
    let made = try Data(contentsOf: URL(filePath: folder.file("out/\(name)")))
    #expect(made == (try Data(contentsOf: URL(filePath: folder.file("whole/\(name)")))))
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(cache)/steps").isEmpty)
  }
}
