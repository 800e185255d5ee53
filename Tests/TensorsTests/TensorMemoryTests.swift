import Testing

@testable import Tensors

@Suite struct TensorMemoryTests {
  private static let operations: [(name: String, run: @Sendable () -> Tensor)] = [
    ("sum of tensors that broadcast", { .zeros([300, 1, 200]) + .zeros([70, 200]) }),
    ("functions", { Tensor.zeros([500, 700]).exp().silu() }),
    ("product", { Tensor.zeros([2, 90, 130], .bfloat16).linear(.zeros([310, 130], .float16)) }),
    ("product of matrices", { Tensor.zeros([3, 70, 90]).matrixProduct(.zeros([3, 90, 50])) }),
    ("normalization", { Tensor.zeros([4, 300, 64]).rmsNorm(scale: .zeros([64]), epsilon: 1e-6) }),
    ("softmax along an outer axis", { Tensor.zeros([40, 300, 64]).softmax(axis: 1) }),
    (
      "attention",
      {
        .attention(
          .zeros([1, 4, 200, 32]), .zeros([1, 2, 300, 32]), .zeros([1, 2, 300, 32], .bfloat16))
      }
    ),
    (
      "attention with log sums",
      {
        let x = Tensor.zeros([1, 4, 200, 32])
        return Tensor.attentionWithLogSums(x, x, x).logSums
      }
    ),
    ("mean weights", { .meanAttentionWeights(.zeros([1, 4, 90, 32]), .zeros([1, 4, 60, 32])) }),
    (
      "convolution",
      { Tensor.zeros([1, 20, 40, 60]).convolution2D(.zeros([30, 20, 3, 3]), bias: nil) }
    ),
    (
      "joining of views",
      {
        let x = Tensor.zeros([30, 40, 50]).transposed(0, 1)
        return .concatenate([x, x.sliced(axis: 1, 3..<9), x], axis: 1)
      }
    ),
    (
      "tokens that grow",
      {
        var growing = GrowingTensor(batch: 2, heads: 3, width: 40, capacity: 5)
        for _ in 0..<4 { growing.append(.zeros([2, 3, 4, 40], .bfloat16)) }
        return growing.tensor
      }
    ),
    ("reductions", { Tensor.zeros([30, 400, 50]).mean(axis: 1).squared().sum(axis: 0) }),
    (
      "noise and rows",
      {
        let rows = Tensor([5, 7, 899] as [Int64], shape: [3])
        return Tensor.randomNormal([900, 800], seed: 3).gatheredRows(rows)
          .converted(to: .bfloat16)
      }
    ),
  ]

  @Test(arguments: operations.indices)
  func `a rehearsal of an operation counts what computing it holds, to the byte`(
    index: Int
  ) async {
    let (name, run) = Self.operations[index]
    let (real, rehearsed) = (TensorMemory(), TensorMemory())
    let shape = await real.count { run().shape }
    let rehearsedShape = await rehearsed.rehearse { run().shape }
    #expect(shape == rehearsedShape, "\(name)")
    #expect(real.peakBytes == rehearsed.peakBytes && real.peakBytes > 0, "\(name)")
    #expect(real.heldBytes == 0 && rehearsed.heldBytes == 0, "\(name)")
  }

  @Test(arguments: [3, 60]) func `rounded products are counted too`(rows: Int) async {
    let format = BlockFormat.q8Type0
    let storage = Storage(byteCount: 96 * 256 / format.count * format.byteCount) { bytes in
      bytes.initializeMemory(as: UInt8.self, repeating: 0)
    }
    let weight = BlockMatrix(
      storage: storage, byteOffset: 0, rows: 96, columns: 256, format: format)
    let (real, rehearsed) = (TensorMemory(), TensorMemory())
    await real.count { _ = Tensor.zeros([rows, 256]).linear(weight, precision: .fast) }
    await rehearsed.rehearse { _ = Tensor.zeros([rows, 256]).linear(weight, precision: .fast) }
    #expect(real.peakBytes == rehearsed.peakBytes)
    #expect(real.peakBytes > rows * 4 * (256 + 96))
  }

  @Test func `a rehearsal takes no memory and no time`() async {
    let account = TensorMemory()
    let shape = await account.rehearse {
      // Terabytes, and years of arithmetic.
      let x = Tensor.zeros([1 << 20, 1 << 20])
      return x.matrixProduct(x).shape
    }
    #expect(shape == [1 << 20, 1 << 20])
    #expect(account.peakBytes == 2 << 42)
  }

  @Test func `tensors of a rehearsal are zeros, and those of arrays are their numbers`() async {
    let account = TensorMemory()
    let (sum, given) = await account.rehearse {
      let x = Tensor([1, 2, 3] as [Float], shape: [3])
      return ((x + x).floats(), x.bytes().count)
    }
    #expect(sum == [0, 0, 0])
    #expect(given == 12)
    #expect(!TensorMemory.isRehearsal)
  }

  @Test func `a tensor counts where it was made for as long as it lives`() async {
    let account = TensorMemory()
    let kept = await account.count { Tensor.zeros([1000]) }
    #expect(account.heldBytes == 4000)
    #expect(account.restartPeak() == 4000)
    let more = await account.count { kept + kept }
    #expect(account.peakBytes == 8000)
    withExtendedLifetime((kept, more)) {}
    account.raisePeak(to: 9000)
    #expect(account.peakBytes == 9000)
  }
}
