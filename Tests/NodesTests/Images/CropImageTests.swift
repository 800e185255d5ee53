import Dataflow
import Testing

@testable import Nodes

@Suite struct CropImageTests {
  private let image = Image.rows([[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]])

  private func cropped(
    _ width: Int, _ height: Int, _ anchor: Anchor = .center, x: Int? = nil, y: Int? = nil
  ) async throws -> [[Float]] {
    var node = CropImage()
    node.image = image
    (node.width, node.height) = (width, height)
    (node.x, node.y) = (x, y)
    node.anchor = anchor
    try await node.run(in: NodeContext())
    return node.cropped.rows()
  }

  @Test func `a rectangle is where its corner is put`() async throws {
    #expect(try await cropped(2, 1, x: 1, y: 2) == [[10, 11]])
    #expect(try await cropped(4, 3, x: 0, y: 0) == image.rows())
  }

  @Test(arguments: [
    (Anchor.center, [[Float]]([[6, 7]])), (.topLeft, [[1, 2]]), (.top, [[2, 3]]),
    (.topRight, [[3, 4]]), (.left, [[5, 6]]), (.right, [[7, 8]]), (.bottomLeft, [[9, 10]]),
    (.bottom, [[10, 11]]), (.bottomRight, [[11, 12]]),
  ])
  func `without a corner the anchor puts it`(anchor: Anchor, expected: [[Float]]) async throws {
    #expect(try await cropped(2, 1, anchor) == expected)
  }

  @Test func `the anchor gives what is left out of the corner`() async throws {
    #expect(try await cropped(2, 1, .bottomRight, x: 0) == [[9, 10]])
  }

  @Test(arguments: [(5, 1, nil, nil), (2, 2, 3, 0), (1, 1, 0, 3)] as [(Int, Int, Int?, Int?)])
  func `a rectangle that is not inside the picture is refused`(
    width: Int, height: Int, x: Int?, y: Int?
  ) async {
    let error = await #expect(throws: ValueError.self) {
      try await cropped(width, height, x: x, y: y)
    }
    #expect(
      error?.description.hasSuffix("is not inside the picture, which has 4×3") == true)
  }
}
