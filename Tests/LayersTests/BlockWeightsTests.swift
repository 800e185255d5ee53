import Formats
import Layers
import TestSupport
import Tensors
import Testing

@Suite struct BlockWeightsTests {
  /// A file with a matrix in Q8_0 whose row r holds the codes r, r + 1, … with a scale of 1, and a bias.
  private static func checkpoint(rows: Int, columns: Int) throws -> Checkpoint {
    var data: [UInt8] = []
    for row in 0..<rows {
      for column in 0..<columns {
        if column.isMultiple(of: 32) { data += [0x00, 0x3C] }
        data.append(UInt8((row + column) % 100))
      }
    }
    let bias = (0..<rows).flatMap { GGUFDraft.bytes(Float($0).bitPattern) }
    let draft = GGUFDraft([
      .init("qkv.weight", lengths: [UInt64(columns), UInt64(rows)], type: 8, data: data),
      .init("qkv.bias", lengths: [UInt64(rows)], type: 0, data: bias),
    ])
    let folder = try TemporaryFolder()
    // The content tells the format, not the name.
    return try Checkpoint(opening: folder.write(draft.bytes, to: "model.safetensors"))
  }

  private static func numbers(rows: Range<Int>, columns: Int) -> Tensor {
    Tensor(
      rows.flatMap { row in (0..<columns).map { Float((row + $0) % 100) } },
      shape: [rows.count, columns])
  }

  @Test func `a linear map uses the blocks of a GGUF file where they lie`() throws {
    let checkpoint = try Self.checkpoint(rows: 6, columns: 64)
    let linear = try Linear(Weights(checkpoint)["qkv"], from: 64, to: 6)
    guard case .blocks(let matrix) = linear.weight else {
      Issue.record("the weight was widened")
      return
    }
    #expect(matrix.format == .q8Type0)
    let x = Tensor.randomNormal([3, 64], seed: 1)
    let bias = Tensor((0..<6).map(Float.init), shape: [6])
    expectClose(
      linear(x), x.linear(Self.numbers(rows: 0..<6, columns: 64), bias: bias), relative: 1e-5)
    #expect(checkpoint.unread.isEmpty)
  }

  @Test func `fused rows are presented as views in blocks`() throws {
    let checkpoint = try Self.checkpoint(rows: 6, columns: 32).renamed(
      by: KeyRenaming([.split("qkv", rows: [1, 2, 3], to: ["q", "k", "v"])]))
    let linear = try Linear(Weights(checkpoint)["v"], from: 32, to: 3, bias: false)
    guard case .blocks(let matrix) = linear.weight else {
      Issue.record("the weight was widened")
      return
    }
    #expect(matrix.widened().floats() == Self.numbers(rows: 3..<6, columns: 32).floats())
    #expect(try Weights(checkpoint)["k"].tensor("bias", shape: [2]).floats() == [1, 2])
  }

  @Test func `a table widens the rows that are looked up`() throws {
    let checkpoint = try Self.checkpoint(rows: 6, columns: 32)
    let table = try Embedding(Weights(checkpoint)["qkv"], count: 6, width: 32)
    let found = table(Tensor([4, 1] as [Int64], shape: [1, 2]))
    #expect(found.shape == [1, 2, 32])
    let expected = [4, 1].flatMap { Self.numbers(rows: $0..<$0 + 1, columns: 32).floats() }
    #expect(found.floats() == expected)
    #expect(table.first(2).floats() == Self.numbers(rows: 0..<2, columns: 32).floats())
  }

  @Test func `another shape is told as for any weight`() throws {
    let checkpoint = try Self.checkpoint(rows: 6, columns: 32)
    let error = #expect(throws: WeightError.self) {
      try Linear(Weights(checkpoint)["qkv"], from: 64, to: 6)
    }
    #expect(error?.fault == .shape(expected: [6, 64], found: [6, 32]))
  }
}
