import TestSupport
import Testing

@testable import Tensors

@Suite struct BlockMatrixTests {
  @Test(arguments: BlockFormat.allCases)
  func `the numbers of every format are the published ones, to the bit`(
    format: BlockFormat
  ) throws {
    let fixture = try Fixture("Blocks", "formats")
    let packed = try fixture.input(format.rawValue)
    let expected = try fixture.output(format.rawValue)
    #expect(packed.shape[1] == format.byteCount && expected.shape[1] == format.count)
    let matrix = BlockMatrix(
      storage: packed.storage, byteOffset: packed.layout.offset, rows: 5, columns: format.count,
      format: format)
    #expect(matrix.widened().floats() == expected.floats())
  }

  @Test func `a scale multiplies every number, also of a view`() throws {
    let plain = try Self.matrix(.float8E4M3, rows: 4, columns: 9, seed: 3)
    let bytes = plain.storage
    let scaled = BlockMatrix(
      storage: bytes, byteOffset: 0, rows: 4, columns: 9, format: .float8E4M3, scale: 0.25)
    #expect(
      scaled.sliced(rows: 1..<3).widened().floats()
        == (plain.sliced(rows: 1..<3).widened() * 0.25).floats())
  }

  @Test func `a range of rows is a view of the same bytes`() throws {
    let matrix = try Self.matrix(.q6K, rows: 6, columns: 512, seed: 1)
    let part = matrix.sliced(rows: 2..<5)
    #expect(part.shape == [3, 512])
    #expect(
      part.widened().floats() == matrix.widened().sliced(axis: 0, 2..<5).contiguous().floats())
    #expect("\(part)" == "Q6_K[3, 512]")
  }

  @Test func `a part of a row is widened alone`() throws {
    let matrix = try Self.matrix(.q4K, rows: 3, columns: 768, seed: 2)
    let part = Tensor(writing: [256]) { matrix.widen(row: 1, 256..<512, into: $0) }
    #expect(
      part.floats()
        == matrix.widened().selected(axis: 0, at: 1).sliced(axis: 0, 256..<512).floats())
  }

  /// A matrix made of the fixture's blocks in random order.
  static func matrix(
    _ format: BlockFormat, rows: Int, columns: Int, seed: UInt64
  ) throws -> BlockMatrix {
    let blocks = try Fixture("Blocks", "formats").input(format.rawValue).bytes()
    var random = SplitMix(seed: seed)
    let size = format.byteCount
    let bytes = (0..<rows * columns / format.count).flatMap { _ in
      let start = Int.random(in: 0..<5, using: &random) * size
      return blocks[start..<start + size]
    }
    let storage = Storage(byteCount: bytes.count) { $0.copyBytes(from: bytes) }
    return BlockMatrix(
      storage: storage, byteOffset: 0, rows: rows, columns: columns, format: format)
  }
}
