import TestSupport
import Tensors
import Testing

@Suite struct TensorPoolingTests {
  @Test func `pools equal PyTorch's`() throws {
    let fixture = try Fixture("Operations", "convolution.channels6")
    let x = try fixture.input("x")
    expectClose(
      x.maxPool2D(size: 3, stride: 2, padding: 1), try fixture.output("max_pool"), relative: 0)
    expectClose(
      x.averagePool2D(size: 2, stride: 2), try fixture.output("average_pool"), relative: 1e-6)
  }

  @Test func `a window that holds NaN gives NaN`() {
    let x = Tensor([1, .nan, 3, 4, 2, 0, 1, 1] as [Float], shape: [1, 1, 2, 4])
    expectClose(x.maxPool2D(size: 2, stride: 2).floats(), [.nan, 4], relative: 0)
  }
}
