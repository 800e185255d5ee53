import Foundation
import Glibc
import TestSupport
import Testing

@Suite struct SeriesTests {
  private let graph = "graphs/text-to-image.yaml"

  @Test func `every combination is run, each picture named by its values`() throws {
    let folder = try TemporaryFolder()
    let run = try Command.weft([
      "run", graph, "--each", "seed=1..2", "--each", "steps=1,2", "--out", folder.path,
    ])
    #expect(run.code == 0, "\(run.error)")
    #expect(
      run.output.split(separator: "\n") == [
        "\(folder.path)/text-to-image.picture.seed=1.steps=1.png",
        "\(folder.path)/text-to-image.picture.seed=1.steps=2.png",
        "\(folder.path)/text-to-image.picture.seed=2.steps=1.png",
        "\(folder.path)/text-to-image.picture.seed=2.steps=2.png",
      ])
    #expect(run.error.contains("run 3 of 4: seed=2, steps=1\n"))
    #expect(run.error.contains(": 4 of 4 runs done"))
  }

  @Test func `what runs share is made once`() throws {
    let folder = try TemporaryFolder()
    let run = try Command.weft([
      "run", graph, "--each", "seed=1..3", "--set", "steps=1", "--out", folder.path, "--json",
    ])
    let ended = try run.records.filter { $0["event"] as? String == "ended" }
    #expect(ended.count == 3)
    #expect(
      ended.first?["made"] as? [String] == ["model", "words", "noise", "denoised", "picture"])
    for record in ended.dropFirst() {
      #expect(record["made"] as? [String] == ["noise", "denoised", "picture"])
      #expect(Set(record["reused"] as? [String] ?? []) == ["model", "words"])
    }
  }

  @Test func `a run of a product gives the bytes of the same run alone`() throws {
    let folder = try TemporaryFolder()
    let product = try Command.weft([
      "run", graph, "--each", "seed=3,4", "--set", "steps=1", "--out", folder.path,
    ])
    let alone = try Command.weft([
      "run", graph, "--set", "seed=4", "--set", "steps=1", "--out", folder.path,
    ])
    #expect(product.code == 0 && alone.code == 0)
    #expect(
      try Fixture.bytes(at: folder.file("text-to-image.picture.seed=4.png"))
        == Fixture.bytes(at: folder.file("text-to-image.picture.png")))
  }

  @Test func `a shard makes its part, numbered as in the whole`() throws {
    let folder = try TemporaryFolder()
    let run = try Command.weft([
      "run", graph, "--each", "seed=1..5", "--set", "steps=1", "--shard", "2/3", "--json",
      "--out", folder.path,
    ])
    #expect(run.code == 0, "\(run.error)")
    let records = try run.records
    let begun = records.filter { $0["event"] as? String == "run" }
    #expect(begun.compactMap { $0["run"] as? Int } == [2, 5])
    #expect(begun.compactMap { ($0["values"] as? [String: String])?["seed"] } == ["2", "5"])
    #expect(records.last?["event"] as? String == "summary")
    #expect(records.last?["of"] as? Int == 2)
    #expect(
      try folder.names() == [
        "text-to-image.picture.seed=2.png", "text-to-image.picture.seed=5.png",
      ])
  }

  @Test func `faults in the values of all runs are told at once, before the first`() throws {
    let folder = try TemporaryFolder()
    let run = try Command.weft([
      "run", graph, "--each", "width=128,100,130", "--each", "sed=1..2", "--out", folder.path,
    ])
    #expect(run.code == 65)
    let messages = run.error.split(separator: "\n").filter { $0.contains("error:") }
    #expect(
      messages == [
        "--each sed: error: the graph has no input 'sed'; did you mean 'seed'?",
        "--each width: error: input 'width' goes into 'width' of NoiseLatent: 100 must be "
          + "a multiple of 16, such as 96 or 112",
        "--each width: error: input 'width' goes into 'width' of NoiseLatent: 130 must be "
          + "a multiple of 16, such as 128 or 144",
      ])
    #expect(try folder.names().isEmpty)
  }

  @Test func `a run that fails does not stop the others, unless told to`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      try Fixture.bytes(at: "\(Repository.root)/graphs/text-to-image.expected.png"),
      to: "there.png")
    let images = "image=\(folder.file("gone.png")),\(folder.file("there.png"))"
    let arguments = ["run", "graphs/encode-decode.yaml", "--each", images, "--out", folder.path]
    let run = try Command.weft(arguments)
    #expect(run.code == 66)
    #expect(run.error.contains("1 of 2 runs done, 1 failed (1: image="), "\(run.error)")
    #expect(run.output.contains("there.png~"))
    let stopped = try Command.weft(arguments + ["--fail-fast"])
    #expect(stopped.code == 66)
    #expect(stopped.error.contains("0 of 2 runs done, 1 failed (1: image="))
    #expect(stopped.error.contains(", 1 not made"))
  }

  @Test func `an interrupted product keeps the runs that were done`() throws {
    let folder = try TemporaryFolder()
    let run = try Command.weft(
      ["run", graph, "--each", "seed=1..50", "--out", folder.path],
      interruptedBy: (SIGINT, "run 2 of 50"))
    #expect(run.code == 130)
    #expect(try folder.names().contains("text-to-image.picture.seed=1.png"))
    #expect(try folder.names().count < 50)
    #expect(run.error.contains("stopped in "))
  }

  @Test(arguments: [
    (["--shard", "1/2"], "--shard divides the runs of --each, which is not given"),
    (["--each", "seed=1,2", "--shard", "3/2"], "--shard"),
    (["--each", "seed=2..1"], "'2..1' goes down; a range begins with its least number"),
    (["--each", "seed=1,2", "--set", "seed=3"], "'seed' is given by --set and by --each"),
    (["--each", "seed"], "--each"),
  ])
  func `wrong use of the options of a product is answered with exit code 64`(
    arguments: [String], message: String
  ) throws {
    let run = try Command.weft(["run", graph] + arguments)
    #expect(run.code == 64)
    #expect(run.error.contains(message), "\(run.error)")
  }
}
