import Dataflow
import Tensors
import TestSupport
import Testing

@testable import Nodes

@Suite struct AdjustColorTests {
  private func adjusted(_ image: Image, _ changes: Set<String>) async throws -> Image {
    var node = AdjustColor()
    node.image = image
    if changes.contains("brightness") { node.brightness = 1.4 }
    if changes.contains("contrast") { node.contrast = 1.5 }
    if changes.contains("saturation") { node.saturation = 0.3 }
    if changes.contains("hue") { node.hue = 75 }
    if changes.contains("gamma") { node.gamma = 2.2 }
    try await node.run(in: NodeContext())
    return node.adjusted
  }

  private static let changes = ["brightness", "contrast", "saturation", "hue", "gamma"]

  @Test(arguments: changes)
  func `each change is the CSS filter of its name`(change: String) async throws {
    let fixture = try Fixture("Images", "colors.6x7")
    let result = try await adjusted(Image(try fixture.input("x")), [change])
    expectClose(result.pixels, try fixture.output(change), relative: 1e-6)
  }

  @Test func `all together are one after another`() async throws {
    let fixture = try Fixture("Images", "colors.6x7")
    let result = try await adjusted(Image(try fixture.input("x")), Set(Self.changes))
    expectClose(result.pixels, try fixture.output("all"), relative: 1e-5)
  }

  @Test func `what is not changed keeps every bit, and opacity always does`() async throws {
    let image = Image(Tensor.randomNormal([4, 5, 6], seed: 1).clamped(to: 0...1))
    #expect(try await adjusted(image, []).pixels.floats() == image.pixels.floats())
    let changed = try await adjusted(image, Set(Self.changes))
    #expect(changed.opacity.floats() == image.opacity.floats())
  }

  @Test func `turning the hue leaves grey as it is`() async throws {
    let image = Image.rows([[0, 0.25, 0.5, 1]])
    expectClose(try await adjusted(image, ["hue"]).pixels, image.pixels, relative: 1e-6)
  }
}
