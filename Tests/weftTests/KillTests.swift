import Foundation
import TestSupport
import Testing

/// A process killed at any moment leaves no wrong, partial or lost result.
///
/// A few moments in the ordinary suite; `make test-kills` tries 200.
@Suite struct KillTests {
  static let graph = """
    weft: 1
    nodes:
      model: {kind: LoadModel, name: critters}
      words: {kind: EncodeText, model: $model, text: a red critter}
      noise: {kind: NoiseLatent, model: $model, width: 64, height: 64, seed: 1}
      denoised: {kind: Sample, model: $model, positive: $words, latent: $noise, steps: 3}
      picture: {kind: DecodeLatent, model: $model, latent: $denoised}
      saved: {kind: SaveImage, image: $picture, path: saved.png, overwrite: true}
      small: {kind: ResizeImage, image: $picture, width: 32, height: 32}
      saved-small: {kind: SaveImage, image: $small, path: small.png, overwrite: true}
    """

  @Test func `killed at random moments, the next run ends with the same files`() throws {
    let moments = ProcessInfo.processInfo.environment["WEFT_KILLS"].flatMap { Int($0) } ?? 4
    let folder = try TemporaryFolder()
    let graph = try folder.write(Array(Self.graph.utf8), to: "graph.yaml")
    let start = ContinuousClock.now
    let whole = try Command.weft(["run", graph, "--out", folder.file("whole")])
    #expect(whole.code == 0)
    let time = (ContinuousClock.now - start) / .seconds(1)
    let names = ["saved.png", "small.png"]
    let sound = try names.map { try Data(contentsOf: URL(filePath: folder.file("whole/\($0)"))) }
    var random = SplitMix(seed: 5)
    for moment in 0..<moments {
      let cache = folder.file("cache-\(moment)")
      let out = folder.file("out-\(moment)")
      let (process, output) = try begin(["run", graph, "--out", out, "--json"], cache: cache)
      Thread.sleep(forTimeInterval: time * Double(random.next() % 1000) / 1000)
      kill(process.processIdentifier, SIGKILL)
      let text = String(decoding: try output.readToEnd() ?? Data(), as: UTF8.self)
      process.waitUntilExit()

      // No file is there in part.
      for (name, bytes) in zip(names, sound) {
        let found = try? Data(contentsOf: URL(filePath: "\(out)/\(name)"))
        #expect(found == nil || found == bytes, "\(name) at moment \(moment)")
      }
      #expect(try Command.weft(["cache", "verify"], cache: cache).code == 0)

      // What was finished is not made again, and the end is the same.
      let finished = text.split(separator: "\n").filter { $0.contains("\"event\":\"finished\"") }
      let again = try Command.weft(["run", graph, "--out", out, "--json"], cache: cache)
      #expect(again.code == 0)
      let started = try again.records.filter { $0["event"] as? String == "started" }
        .compactMap { $0["node"] as? String }
      for node in ["words", "noise", "denoised", "picture"]
      where finished.contains(where: { $0.contains("\"node\":\"\(node)\"") }) {
        #expect(!started.contains(node), "\(node) was finished at moment \(moment)")
      }
      for (name, bytes) in zip(names, sound) {
        #expect(try Data(contentsOf: URL(filePath: "\(out)/\(name)")) == bytes)
      }
    }
  }

  private func begin(
    _ arguments: [String], cache: String
  ) throws -> (process: Process, output: FileHandle) {
    let process = Process()
    process.executableURL = try Command.executable
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: Repository.root)
    process.environment = ProcessInfo.processInfo.environment.merging(["WEFT_CACHE": cache]) {
      $1
    }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    return (process, output.fileHandleForReading)
  }
}
