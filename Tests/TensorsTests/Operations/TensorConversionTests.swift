import Tensors
import TestSupport
import Testing

@Suite struct TensorConversionTests {
  @Test func `bfloat16 rounds to nearest, ties to even`() {
    // 1 + 2^-8 lies between 1 and 1 + 2^-7; 1 + 3 · 2^-8 between 1 + 2^-7 and 1 + 2^-6.
    let values: [Float] = [1.00390625, 1.01171875, 1.00396, -3.4028235e38, .infinity]
    let expected: [Float] = [1, 1.015625, 1.0078125, -.infinity, .infinity]
    #expect(Tensor(values, shape: [5]).converted(to: .bfloat16).floats() == expected)
  }

  @Test func `NaN stays NaN in every floating type`() {
    let x = Tensor([Float.nan, Float(bitPattern: 0x7F80_0001)], shape: [2])
    for type in [ElementType.bfloat16, .float16] {
      expectClose(x.converted(to: type).floats(), [.nan, .nan], relative: 0)
    }
  }

  @Test func `float16 rounds, overflows and keeps subnormals`() {
    let values: [Float] = [0.1, 65504, 65520, 1e-7, -2, 0x1p-24, 1, 2, 3]
    let expected: [Float] = [0.0999755859375, 65504, .infinity, 0x1p-23, -2, 0x1p-24, 1, 2, 3]
    #expect(Tensor(values, shape: [9]).converted(to: .float16).floats() == expected)
  }

  @Test func `floating numbers become integers cut towards zero, in range`() {
    let x = Tensor([Float(1.9), -1.9, 300, -5, .nan, 1e30], shape: [6])
    #expect(x.converted(to: .uint8).bytes() == [1, 0, 255, 0, 0, 255])
    let integers: [Int64] = [1, -1, 300, -5, 0]
    #expect(x.converted(to: .int32).int64s() == integers + [Int64(Int32.max)])
    #expect(x.int64s() == integers + [Int64.max])
    #expect(x.converted(to: .bool).bytes() == [1, 1, 1, 1, 1, 1])
  }

  @Test func `integers keep all their bits among themselves`() {
    let x = Tensor([Int64(0), 1, -1, 0x100_0000_0007, .max], shape: [5])
    #expect(x.converted(to: .int32).int64s() == [0, 1, -1, 7, -1] as [Int64])
    #expect(x.int64s()[4] == Int64.max)
    #expect(x.converted(to: .bool).bytes() == [0, 1, 1, 1, 1])
  }

  @Test(arguments: [1, 7, 64, 129, 513])
  func `any length converts there and back`(size: Int) {
    let x = Tensor((0..<size).map { Float($0 % 100) }, shape: [size])
    for type in ElementType.allCases where type != .bool {
      #expect(x.converted(to: type).converted(to: .float32).floats() == x.floats())
    }
  }

  @Test func `a view converts in its own order`() {
    let x = Tensor([1, 2, 3, 4, 5, 6] as [Int32], shape: [2, 3]).transposed()
    #expect(x.floats() == [1, 4, 2, 5, 3, 6])
  }
}
