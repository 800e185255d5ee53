import Foundation
import Formats
import TestSupport
import Testing

@Suite struct PictureTests {
  /// Makes a picture in a folder.
  private func picture(in folder: String, _ arguments: [String] = []) throws -> String {
    let run = try Command.weft(
      ["run", "graphs/text-to-image.yaml", "--set", "steps=2", "--out", folder, "--quiet"]
        + arguments)
    #expect(run.code == 0, "\(run.error)")
    return run.output.trimmingCharacters(in: .newlines)
  }

  /// A picture with the given texts in place of its own.
  private func write(_ texts: [Picture.Text], of path: String, to target: String) throws {
    var picture = try Picture.read(path)
    picture.texts = texts
    try picture.write(to: target)
  }

  @Test func `a picture is made again with its values, byte for byte`() throws {
    let folder = try TemporaryFolder()
    let path = try picture(in: folder.path, ["--set", "seed=9", "--set", "prompt=a \"blue\" hat"])
    let again = try Command.weft(["run", path, "--out", folder.file("again")])
    #expect(again.code == 0, "\(again.error)")
    let made = folder.file("again/text-to-image.picture.picture.png")
    #expect(again.output == "\(made)\n")
    #expect(again.error.contains("\(made): the same bytes as \(path)\n"))
  }

  @Test func `a picture in the output folder is not replaced by the one made again`() throws {
    let folder = try TemporaryFolder()
    let path = try picture(in: folder.path)
    #expect(try Command.weft(["run", path, "--out", folder.path]).code == 0)
    #expect(
      try folder.names() == ["text-to-image.picture.picture.png", "text-to-image.picture.png"])
  }

  @Test func `other texts with the same pixels, and other pixels, are told apart`() throws {
    let folder = try TemporaryFolder()
    let path = try picture(in: folder.path)
    let texts = try Picture.read(path).texts
    let titled = folder.file("titled.png")
    try write(texts + [Picture.Text("Title", "Mine")], of: path, to: titled)
    let pixels = try Command.weft(["run", titled, "--out", folder.file("a"), "--json"])
    let compared = try #require(try pixels.records.last { $0["event"] as? String == "compared" })
    #expect(pixels.code == 0 && compared["agreement"] as? String == "pixels")
    #expect(compared["original"] as? String == titled)
    let other = try picture(in: folder.file("b"), ["--set", "seed=3"])
    let forged = folder.file("false.png")
    try write(texts, of: other, to: forged)
    let differs = try Command.weft(["run", forged, "--out", folder.file("c")])
    #expect(differs.code == 1)
    #expect(
      differs.error.contains("false.picture.png: differs from \(forged): "), "\(differs.error)")
    #expect(differs.error.contains(" of 16384 pixels, by at most "))
  }

  @Test func `with other values a picture's graph is run and nothing is compared`() throws {
    let folder = try TemporaryFolder()
    let path = try picture(in: folder.path)
    let run = try Command.weft(["run", path, "--set", "seed=4", "--out", folder.file("b")])
    #expect(run.code == 0 && !run.error.contains("the same") && !run.error.contains("differs"))
    let product = try Command.weft(["run", path, "--each", "seed=1,2", "--out", folder.file("c")])
    #expect(product.code == 0 && product.output.contains("picture.picture.seed=2.png"))
  }

  @Test func `relative paths in a picture begin at its folder, or where they are told to`() throws {
    let folder = try TemporaryFolder()
    let graph = """
      weft: 1
      inputs: {image: {type: Path, default: in.png}}
      nodes:
        loaded: {kind: LoadImage, path: $inputs.image}
      outputs: {picture: $loaded}
      """
    try folder.write(Array(graph.utf8), to: "copy.yaml")
    try folder.write(
      Fixture.bytes(at: "\(Repository.root)/graphs/text-to-image.expected.png"), to: "in.png")
    let made = try Command.weft(["run", folder.file("copy.yaml"), "--out", folder.file("out")])
    #expect(made.code == 0, "\(made.error)")
    let path = folder.file("out/copy.picture.png")
    let arguments = ["run", path, "--out", folder.file("again")]
    #expect(try Command.weft(arguments).code == 66)
    let again = try Command.weft(arguments + ["--relative-to", folder.path])
    #expect(again.code == 0, "\(again.error)")
    #expect(again.error.contains("the same bytes"))
  }

  @Test func `a picture without a graph is refused, naming the program that made it`() throws {
    let folder = try TemporaryFolder()
    let path = try picture(in: folder.path)
    let comfy = folder.file("comfy.png")
    try write([Picture.Text("prompt", #"{"1":{"class_type":"A"}}"#)], of: path, to: comfy)
    let run = try Command.weft(["run", comfy])
    #expect(run.code == 65)
    #expect(
      run.error == "error: \(comfy): expected a graph in the picture, as Weft writes it, "
        + "found none; it was made by ComfyUI\n")
    let plain = folder.file("plain.png")
    try write([], of: path, to: plain)
    #expect(try Command.weft(["run", plain]).error.hasSuffix("found none\n"))
  }

  @Test func `inspect says what made a picture, and prints its graph`() throws {
    let folder = try TemporaryFolder()
    let path = try picture(in: folder.path, ["--set", "seed=9"])
    let text = try Command.weft(["inspect", path])
    #expect(text.code == 0)
    #expect(text.output.hasPrefix("\(path)  128×128, RGB, 8 bits a sample, "))
    #expect(text.output.contains("\nmade by Weft 0.1.0\ninputs\n"))
    #expect(text.output.contains("  seed            9\n"), "\(text.output)")
    let graph = try Command.weft(["inspect", path, "--graph"])
    #expect(graph.output == (try Picture.read(path).text("weft-graph")))
    let record = try #require(try Command.weft(["inspect", path, "--json"]).records.first)
    #expect(record["width"] as? Int == 128 && record["bits"] as? Int == 8)
    #expect((record["inputs"] as? [String: String])?["seed"] == "9")
  }

  @Test func `inspect lists the tensors and the metadata of a safetensors file`() throws {
    let folder = try TemporaryFolder()
    let run = try Command.weft([
      "run", "graphs/text-to-image.yaml", "--only", "noise", "--out", folder.path, "--quiet",
    ])
    let path = run.output.trimmingCharacters(in: .newlines)
    let text = try Command.weft(["inspect", path]).output
    #expect(text.hasPrefix("\(path)  1 tensors, 4096 elements, 16.4 KB\n"), "\(text)")
    #expect(text.contains("  latent  F32  [1, 16, 16, 16]\n"))
    let record = try #require(try Command.weft(["inspect", path, "--json"]).records.first)
    let tensors = try #require(record["tensors"] as? [[String: Any]])
    #expect(tensors.first?["shape"] as? [Int] == [1, 16, 16, 16])
  }

  @Test(arguments: [
    (["inspect", "nothing.png"], 66, "nothing.png: expected a readable file"),
    (["inspect", "README.md"], 65, "picture or a safetensors or GGUF file"),
    (["inspect", "nothing.safetensors"], 66, "nothing.safetensors"),
    (["inspect", "graphs/classify.yaml", "--graph"], 65, "expected a PNG or JPEG picture"),
    (["inspect", "a.png", "--graph", "--json"], 64, "--graph and --json exclude each other"),
    (["diff", "graphs/classify.yaml", "nothing.yaml"], 66, "nothing.yaml"),
    (["diff", "graphs/classify.yaml", "README.md"], 65, "error:"),
  ])
  func `a mistake is answered with its exit code and what to mend`(
    arguments: [String], code: Int32, message: String
  ) throws {
    let run = try Command.weft(arguments)
    #expect(run.code == code)
    #expect(run.error.contains(message), "\(run.error)")
  }

  @Test func `diff names what differs between graphs, and between pictures`() throws {
    let folder = try TemporaryFolder()
    let graph = "graphs/text-to-image.yaml"
    #expect(try Command.weft(["diff", graph, graph]).code == 0)
    let text = String(
      decoding: try Fixture.bytes(at: "\(Repository.root)/\(graph)"), as: UTF8.self)
    let other = try folder.write(
      Array(
        text.replacing("  noise:\n", with: "  grain:\n").replacing("$noise", with: "$grain")
          .replacing("default: 7", with: "default: 8").utf8), to: "other.yaml")
    let changed = try Command.weft(["diff", graph, other])
    #expect(changed.code == 1)
    #expect(
      changed.output == "inputs.seed.default: 7 → 8\nnode noise renamed to grain\n",
      "\(changed.output)")
    let first = try picture(in: folder.file("a"))
    let second = try picture(in: folder.file("b"), ["--set", "seed=3"])
    let records = try Command.weft(["diff", first, second, "--json"]).records
    #expect(records.map { $0["place"] as? String } == ["inputs.seed.default", "picture"])
    #expect(records[0]["old"] as? String == "7" && records[0]["new"] as? String == "3")
  }

  @Test func `diff names what came out differently in two runs, and no times or paths`() throws {
    let folder = try TemporaryFolder()
    func log(_ name: String, _ arguments: [String]) throws -> String {
      let run = try Command.weft(
        [
          "run", "graphs/text-to-image.yaml", "--set", "steps=2", "--json", "--out",
          folder.file(name),
        ] + arguments)
      return try folder.write(Array(run.output.utf8), to: "\(name).jsonl")
    }
    let first = try log("a", [])
    let same = try Command.weft(["diff", first, try log("b", [])])
    #expect(same.code == 0 && same.output.isEmpty, "\(same.output)")
    let other = try log("c", ["--set", "seed=8"])
    let changed = try Command.weft(["diff", first, other, "--json"])
    #expect(changed.code == 1)
    #expect(try changed.records.map { $0["place"] as? String } == ["outputs.picture"])
    let product = try Command.weft(["diff", first, try log("d", ["--each", "seed=7,8"])])
    #expect(product.output.contains("run 2.values.seed: nothing → 8\n"), "\(product.output)")
    let mixed = try Command.weft(["diff", first, "graphs/text-to-image.yaml"])
    #expect(mixed.code == 65 && mixed.error.contains("expected the events of a run"))
  }
}
