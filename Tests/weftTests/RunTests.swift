import Foundation
import Glibc
import TestSupport
import Testing

@Suite struct RunTests {
  private func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: URL(filePath: path))
  }

  @Test func `a run prints the path of the picture it made, and nothing else, on standard output`()
    throws
  {
    let folder = try TemporaryFolder()
    let run = try Command.weft(["run", "graphs/text-to-image.yaml", "--out", folder.path])
    #expect(run.code == 0, "\(run.error)")
    #expect(run.output == "\(folder.path)/text-to-image.picture.png\n")
    #expect(run.error.contains("picture  128×128, "))
    #expect(run.error.contains("done in "))
  }

  @Test func `two runs, and runs on one, two and five threads, give identical files`() throws {
    let folder = try TemporaryFolder()
    var files: [Data] = []
    for threads in ["1", "1", "2", "5"] {
      let out = folder.file("\(files.count)")
      let run = try Command.weft([
        "run", "graphs/text-to-image.yaml", "--out", out, "--threads", threads,
      ])
      #expect(run.code == 0, "\(run.error)")
      files.append(try bytes("\(out)/text-to-image.picture.png"))
    }
    #expect(Set(files).count == 1)
  }

  @Test func `a run in little memory makes the same picture and says what it let go`() throws {
    let folder = try TemporaryFolder()
    var files: [Data] = []
    var evicted: [[String]] = []
    for memory in [[], ["--memory", "0"]] {
      let out = folder.file("\(files.count)")
      let run = try Command.weft(
        ["run", "graphs/text-to-image.yaml", "--set", "steps=2", "--out", out, "--json"] + memory,
        cache: folder.file("cache-\(files.count)"))
      #expect(run.code == 0, "\(run.error)")
      files.append(try bytes("\(out)/text-to-image.picture.png"))
      evicted.append(
        try run.records.filter { $0["event"] as? String == "evicted" }
          .compactMap { $0["node"] as? String })
    }
    #expect(files[0] == files[1])
    #expect(evicted == [[], ["picture"]])
  }

  @Test func `the process holds no more than --memory says of results that wait`() throws {
    let folder = try TemporaryFolder()
    // Sixteen pictures of 12.6 MB, of which one is looked at when all are made.
    let places = 0..<16
    let nodes = places.map { place in
      """
        colour\(place): {kind: SolidImage, width: 8, height: 8, color: '#\(10 + place)4060'}
        large\(place): {kind: ResizeImage, image: $colour\(place), width: 1024, height: 1024}
      """
    }
    let graph = try folder.write(
      Array(
        """
        weft: 1
        nodes:
        \(nodes.joined(separator: "\n"))
          all: {kind: MakeList, items: [\(places.map { "$large\($0)" }.joined(separator: ", "))]}
          one: {kind: ListItem, list: $all}
          small: {kind: ResizeImage, image: $one, width: 8, height: 8}
        outputs:
          picture: $small
        """.utf8), to: "graph.yaml")
    var peaks: [Int] = []
    for memory in [[], ["--memory", "40MB"]] {
      let run = try Command.weft(
        ["run", graph, "--out", folder.file("out"), "--json"] + memory,
        cache: folder.file("cache-\(peaks.count)"))
      #expect(run.code == 0, "\(run.error)")
      peaks.append(try #require(run.records.last?["peak_bytes"] as? Int))
    }
    // 160 MB need not be held; the rest is for what differs between runs.
    #expect(peaks[1] < peaks[0] - 100_000_000, "\(peaks)")
  }

  @Test func `a graph with six mistakes yields six messages in one run, and exit code 65`() throws {
    let folder = try TemporaryFolder()
    let graph = try folder.write(
      Array(
        """
        weft: 1
        inputs:
          prompt: {type: Text, default: "a critter"}
        nodes:
          model:
            kind: LoadModle
            name: critters
          words:
            kind: EncodeText
            model: $modle
            text: $inputs.promt
          noise:
            kind: NoiseLatent
            model: $model
            widht: 128
            height: 100
            seed: minus one
        outputs:
          latent: $noise
        """.utf8), to: "six.yaml")
    let run = try Command.weft(["run", graph])
    #expect(run.code == 65)
    #expect(run.output.isEmpty)
    let messages = run.error.split(separator: "\n").filter { $0.contains("error:") }
      .map { String($0.dropFirst(graph.count + 1)) }
    #expect(
      messages == [
        "6:11: error: there is no kind of node 'LoadModle'; did you mean 'LoadModel'?",
        "10:12: error: there is no node 'modle'; did you mean '$model'?",
        "11:11: error: the graph has no input 'promt'; did you mean '$inputs.prompt'?",
        "15:5: error: NoiseLatent has no input 'widht'; did you mean 'width'?",
        "16:13: error: 'height' of NoiseLatent: 100 must be a multiple of 16, such as 96 or 112",
        "17:11: error: 'seed' of NoiseLatent: 'minus one' is not a Seed",
      ])
  }

  @Test(arguments: [
    (["run", "nothing.yaml"], 66, "nothing.yaml: expected a readable file, found no such file"),
    (
      ["run", "graphs/text-to-image.yaml", "--set", "model=criters"], 66,
      "no model \"criters\" is found; did you mean 'critters'?"
    ),
    (["run", "graphs/encode-decode.yaml", "--set", "image=nothing.png"], 66, "nothing.png"),
    (["run", "graphs/text-to-image.yaml", "--set", "width=wide"], 65, "--set width"),
    (["run", "graphs/text-to-image.yaml", "--set", "widht=128"], 65, "did you mean 'width'?"),
    (["run", "graphs/text-to-image.yaml", "--set", "width"], 64, "--set"),
    (["run", "graphs/text-to-image.yaml", "--only", "pictur"], 64, "did you mean 'picture'?"),
    (["run", "graphs/text-to-image.yaml", "--threads", "0"], 64, "--threads must be in 1..1024"),
    (["rnu"], 64, "rnu"),
    (["nodes", "NoiseLatnet"], 64, "did you mean 'NoiseLatent'?"),
    (["models", "criters"], 66, "did you mean 'critters'?"),
  ])
  func `a mistake is answered with its exit code and what to mend`(
    arguments: [String], code: Int32, message: String
  ) throws {
    let run = try Command.weft(arguments)
    #expect(run.code == code)
    #expect(run.error.contains(message), "\(run.error)")
  }

  @Test func `SIGINT and SIGTERM end a run with their codes, and say what was stopped`() throws {
    for (signal, code) in [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)] {
      let folder = try TemporaryFolder()
      let run = try Command.weft(
        [
          "run", "graphs/text-to-image.yaml", "--out", folder.path, "--set", "width=384", "--set",
          "height=384",
        ],
        interruptedBy: (signal, "denoised  5/20"))
      #expect(run.code == code)
      #expect(run.error.contains("denoised  stopped"), "\(run.error)")
      #expect(try folder.names().isEmpty)
    }
  }
}
