import Formats
import TestSupport
import Tensors
import Testing

@testable import Models

@Suite struct PicturePreparationTests {
  /// Prepares the fixture's bytes; they may differ by `bytes` where Pillow computes in whole numbers.
  private func check(_ name: String, bytes: Float) throws {
    let fixture = try Fixture("ImageClassifier", name)
    let preparation = try PicturePreparation(fixture.configuration(), channels: 3)
    let pixels = try fixture.input("pixels")
    let pictures = (pixels.converted(to: .float32) / 255).permuted([2, 0, 1]).insertingAxis(at: 0)
    let prepared = preparation(pictures)
    let expected = try fixture.output("prepared")
    try #require(prepared.shape == expected.shape)
    let deviations = Tensor(preparation.deviations, shape: [3, 1, 1])
    let steps = ((prepared - expected) * deviations / preparation.factor).absolute().maximum()
    #expect(steps <= bytes + 1e-3)
  }

  @Test func `a picture of the right size is only normalized`() throws {
    try check("preparation.same-size", bytes: 0)
  }

  @Test(
    arguments: [
      "preparation.bilinear-smaller", "preparation.bicubic-larger", "preparation.shortest-edge",
    ])
  func `another size is made as transformers makes it`(name: String) throws {
    try check(name, bytes: 1)
  }

  private func preparation(_ text: String) throws -> PicturePreparation {
    let json = try JSON(Array(text.utf8), file: "preprocessor_config.json")
    return try PicturePreparation(ConfigurationFile(json), channels: 3)
  }

  @Test func `sizes are read in all their forms`() throws {
    let plain = #""do_normalize": false"#
    #expect(
      try preparation(#"{"size": 32, \#(plain)}"#).fit == .stretch(height: 32, width: 32))
    #expect(
      try preparation(#"{"size": {"height": 3, "width": 5}, \#(plain)}"#).fit
        == .stretch(height: 3, width: 5))
    #expect(
      try preparation(#"{"size": {"shortest_edge": 224}, "crop_pct": 0.875, \#(plain)}"#).fit
        == .crop(shorter: 256, height: 224, width: 224))
    #expect(
      try preparation(#"{"size": {"shortest_edge": 384}, "crop_pct": 0.875, \#(plain)}"#).fit
        == .stretch(height: 384, width: 384))
    let cut = #""do_center_crop": true, "crop_size": {"height": 8, "width": 6}"#
    #expect(
      try preparation(#"{"size": {"shortest_edge": 9}, \#(cut), \#(plain)}"#).fit
        == .crop(shorter: 9, height: 8, width: 6))
    let square = #""do_center_crop": true, "crop_size": 7"#
    #expect(
      try preparation(#"{"size": 9, \#(square), \#(plain)}"#).fit
        == .crop(shorter: 9, height: 7, width: 7))
    #expect(try preparation(#"{"do_resize": false, \#(plain)}"#).fit == .none)
  }

  @Test(
    arguments: [
      ("{}", "'size' to be a whole number in 1...16384, found none"),
      (
        #"{"size": 8, "resample": 1}"#,
        "'resample' to be 0 (nearest), 2 (bilinear) or 3 (bicubic), found 1"
      ),
      (
        #"{"size": 8, "image_mean": [0.5], "image_std": [0.5]}"#,
        "'image_mean' to be 3 numbers, found 1"
      ),
      (
        #"{"size": 8, "image_mean": [0, 0, 0], "image_std": [1, 0, 1]}"#,
        "'image_std' to be 3 numbers other than 0, found [1.0, 0.0, 1.0]"
      ),
      (
        #"{"size": {"height": 8, "width": 8}, "do_center_crop": true}"#,
        "'do_center_crop' to be false without a shorter side, found true"
      ),
      (
        #"{"size": {"shortest_edge": 8}}"#,
        "'do_center_crop' to be true beside a shorter side, found false"
      ),
    ])
  func `what is not done here is refused`(text: String, message: String) throws {
    let error = #expect(throws: ConfigurationError.self) { try preparation(text) }
    #expect(error?.description == "preprocessor_config.json: expected \(message)")
  }
}
