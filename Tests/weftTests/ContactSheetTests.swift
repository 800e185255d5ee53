import Foundation
import Formats
import TestSupport
import Testing

@Suite struct ContactSheetTests {
  /// The sheet of a product of runs that each draw a picture of 64 × 64 pixels.
  private func sheet(_ variations: [String], _ arguments: [String] = []) throws -> Picture {
    let folder = try TemporaryFolder()
    let path = folder.file("sheets/all.png")
    let run = try Command.weft(
      [
        "run", "graphs/text-to-image.yaml", "--set", "width=64", "--set", "height=64", "--out",
        folder.path, "--sheet", path,
      ] + variations.flatMap { ["--each", $0] } + arguments)
    #expect(run.code == 0, "\(run.error)")
    #expect(run.output.hasSuffix("\(path)\n"))
    return try Picture.read(path)
  }

  @Test func `the runs of one input fill rows, so that the sheet is about square`() throws {
    // Four pictures in two columns, gaps of 8 pixels, a line of letters below each.
    let picture = try sheet(["seed=1..4"], ["--set", "steps=1"])
    #expect(picture.width == 8 + 2 * (64 + 8))
    #expect(picture.height > 8 + 2 * (64 + 8))
    #expect(picture.text("Software") == "Weft 0.1.0")
  }

  @Test func `the runs of two inputs are a table with titles`() throws {
    let picture = try sheet(["seed=1,2", "steps=1..3"])
    #expect(picture.width > 8 + 3 * (64 + 8) && picture.height > 8 + 2 * (64 + 8))
    #expect(picture.width < 8 + 5 * (64 + 8))
  }

  @Test func `a shard leaves the places of the others empty`() throws {
    let whole = try sheet(["seed=1,2", "steps=1,2"])
    let part = try sheet(["seed=1,2", "steps=1,2"], ["--shard", "1/3"])
    #expect((part.width, part.height) == (whole.width, whole.height))
    let difference = try #require(whole.difference(from: part))
    // Runs 1 and 4 are there, 2 and 3 are not.
    #expect((64 * 64...2 * 64 * 64).contains(difference.pixelCount))
  }

  @Test(arguments: [
    (["--sheet", "a.png"], 64, "--sheet lays out the runs of --each"),
    (["--each", "seed=1,2", "--sheet", "a.jpg"], 64, "'a.jpg' does not end in .png"),
    (
      ["--each", "seed=1,2", "--only", "model", "--sheet", "a.png"], 1,
      "no run has an output that is a picture, for 'a.png'"
    ),
  ])
  func `a sheet that cannot be is refused`(
    arguments: [String], code: Int32, message: String
  ) throws {
    let folder = try TemporaryFolder()
    let run = try Command.weft(
      [
        "run", "\(Repository.root)/graphs/text-to-image.yaml", "--models",
        "\(Repository.root)/checkpoints",
      ] + arguments, in: folder.path)
    #expect(run.code == code)
    #expect(run.error.contains(message), "\(run.error)")
  }
}
