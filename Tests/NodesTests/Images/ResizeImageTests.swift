import Dataflow
import Tensors
import TestSupport
import Testing

@testable import Nodes

@Suite struct ResizeImageTests {
  /// A picture whose value is its column, 0…1.
  private func ramp(width: Int, height: Int) -> Image {
    let row = (0..<width).map { Float($0) / Float(max(1, width - 1)) }
    let plane = (0..<height).flatMap { _ in row }
    return Image(Tensor(plane + plane + plane, shape: [3, height, width]))
  }

  @Test func `covering keeps the aspect ratio and cuts the sides`() async throws {
    var node = ResizeImage()
    node.image = ramp(width: 8, height: 4)
    node.width = 4
    node.height = 4
    node.method = .nearest
    try await node.run(in: NodeContext())
    #expect(node.resized.pixels.shape == [3, 4, 4])
    let row = node.resized.pixels.floats().prefix(4)
    expectClose(Array(row), [2, 3, 4, 5].map { Float($0) / 7 }, relative: 1e-7)
  }

  @Test func `stretching keeps both ends of the picture`() async throws {
    var node = ResizeImage()
    node.image = ramp(width: 8, height: 4)
    node.width = 4
    node.height = 4
    node.method = .nearest
    node.fit = .stretch
    try await node.run(in: NodeContext())
    let row = node.resized.pixels.floats().prefix(4)
    expectClose(Array(row), [1, 3, 5, 7].map { Float($0) / 7 }, relative: 1e-7)
  }

  @Test func `values beyond the picture's own are cut, where bicubic overshoots`() async throws {
    var node = ResizeImage()
    node.image = Image(Tensor([Float]([0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1]), shape: [3, 1, 4]))
    node.width = 16
    node.height = 4
    try await node.run(in: NodeContext())
    let values = node.resized.pixels.floats()
    #expect(values.min() == 0 && values.max() == 1)
  }

  private func resized(
    _ image: Image, configure: (inout ResizeImage) -> Void
  ) async throws -> Image {
    var node = ResizeImage()
    node.image = image
    configure(&node)
    try await node.run(in: NodeContext())
    return node.resized
  }

  @Test(arguments: [
    ("width", 48, 32), ("height", 24, 16), ("longest", 30, 20), ("shortest", 15, 10),
    ("scale", 60, 40), ("megapixels", 150, 100), ("multiple", 64, 32), ("contain", 30, 20),
    ("contain high", 15, 10), ("pad", 30, 30), ("large multiple", 64, 64),
  ])
  func `the size is found from what is given`(way: String, width: Int, height: Int) async throws {
    let result = try await resized(ramp(width: 60, height: 40)) { node in
      switch way {
      case "width": node.width = 48
      case "height": node.height = 16
      case "longest": node.longest = 30
      case "shortest": node.shortest = 10
      case "scale": node.scale = 1
      case "megapixels": node.megapixels = 0.015
      case "multiple": (node.scale, node.multipleOf) = (1, 32)
      case "contain": (node.width, node.height, node.fit) = (30, 30, .contain)
      case "contain high": (node.width, node.height, node.fit) = (30, 10, .contain)
      case "pad": (node.width, node.height, node.fit) = (30, 30, .pad)
      default: (node.width, node.multipleOf) = (1, 64)
      }
    }
    #expect(result.width == width && result.height == height)
  }

  @Test func `padding puts the whole picture in the middle of the colour`() async throws {
    let result = try await resized(Image(.full(1, [3, 2, 4]))) { node in
      (node.width, node.height, node.fit) = (4, 4, .pad)
      node.color = Color(red: 255, green: 0, blue: 0)
    }
    #expect(
      result.rows(ofChannel: 1) == [[0, 0, 0, 0], [1, 1, 1, 1], [1, 1, 1, 1], [0, 0, 0, 0]])
    #expect(result.rows(ofChannel: 0) == [[Float]](repeating: [1, 1, 1, 1], count: 4))
  }

  @Test func `colours count by their opacity, as in Pillow`() async throws {
    let fixture = try Fixture("Images", "opacity.16x20")
    let result = try await resized(
      Image((try fixture.input("x") / 255).permuted([2, 0, 1]).contiguous())
    ) { node in
      (node.width, node.height, node.fit, node.method) = (9, 7, .stretch, .bilinear)
    }
    let expected = try fixture.output("resized").permuted([2, 0, 1])
    // Pillow rounds to 8 bits before and after it multiplies by the opacity.
    #expect(((result.pixels * 255) - expected).absolute().maximum() < 3)
  }

  @Test(arguments: [
    ("", "no size is given: set width, height, longest, shortest, scale or megapixels"),
    (
      "width longest",
      "width and height and longest are given, and only one of them can be the size"
    ),
    ("scale megapixels", "scale and megapixels are given, and only one of them can be the size"),
    ("huge", "the picture would have 60000×40000 pixels, and a side may have 16384"),
  ])
  func `no size, several and too large a one are refused`(ways: String, message: String) async {
    let error = await #expect(throws: ValueError.self) {
      _ = try await resized(ramp(width: 60, height: 40)) { node in
        if ways.contains("width") { node.width = 3 }
        if ways.contains("longest") { node.longest = 3 }
        if ways.contains("scale") { node.scale = 3 }
        if ways.contains("megapixels") { node.megapixels = 3 }
        if ways == "huge" { node.scale = 1000 }
      }
    }
    #expect(error?.description == message)
  }
}
