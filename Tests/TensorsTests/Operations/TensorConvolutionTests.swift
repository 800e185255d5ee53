import Tensors
import TestSupport
import Testing

@Suite struct TensorConvolutionTests {
  @Test func `convolutions equal PyTorch's`() throws {
    let fixture = try Fixture("Operations", "convolution.channels6")
    let x = try fixture.input("x")
    func check(
      _ name: String, stride: Int = 1, padding: Padding2D = .none, dilation: Int = 1,
      groups: Int = 1,
      output: String? = nil
    ) throws {
      let y = x.convolution2D(
        try fixture.input("\(name).weight"), bias: try fixture.input("\(name).bias"),
        stride: stride, padding: padding, dilation: dilation, groups: groups)
      expectClose(y, try fixture.output(output ?? name), relative: 1e-6)
    }
    try check("same", padding: Padding2D(all: 1))
    try check("strided", stride: 2)
    try check("dilated", padding: Padding2D(all: 2), dilation: 2)
    try check("grouped", groups: 3)
    try check("depthwise", padding: Padding2D(all: 2), groups: 6)
    try check("pointwise")
    try check("patches", stride: 4)
    try check(
      "strided", stride: 2, padding: Padding2D(top: 0, bottom: 1, left: 0, right: 1), output: "down"
    )
  }

  /// The formula, one output at a time, for stride 1 and padding 1.
  private static func definition(_ x: Tensor, _ weight: Tensor) -> Tensor {
    let (inputs, height, width) = (x.shape[1], x.shape[2], x.shape[3])
    let (p, w) = (x.floats(), weight.floats())
    var y: [Float] = []
    for o in 0..<weight.shape[0] {
      for i in 0..<height {
        for j in 0..<width {
          var sum = 0.0
          for c in 0..<inputs {
            for u in max(0, 1 - i)..<min(3, height + 1 - i) {
              for v in max(0, 1 - j)..<min(3, width + 1 - j) {
                let pixel = p[(c * height + i + u - 1) * width + j + v - 1]
                let factor = w[((o * inputs + c) * 3 + u) * 3 + v]
                sum += Double(pixel) * Double(factor)
              }
            }
          }
          y.append(Float(sum))
        }
      }
    }
    return Tensor(y, shape: [1, weight.shape[0], height, width])
  }

  @Test(arguments: [1, 7, 64, 129])
  func `a convolution is the definition's at any size and number of threads`(size: Int) {
    let x = Tensor.randomNormal([1, 3, 5, size], seed: 1)
    let weight = Tensor.randomNormal([4, 3, 3, 3], seed: 2)
    let convolved = { x.convolution2D(weight, bias: nil, padding: Padding2D(all: 1)) }
    let result = Parallel.using(threads: 1) { convolved() }
    expectClose(result, Self.definition(x, weight), relative: 1e-6)
    for threads in [2, 5] {
      #expect(Parallel.using(threads: threads) { convolved() }.floats() == result.floats())
    }
  }

  @Test func `many channels are summed block by block`() {
    let x = Tensor.randomNormal([1, 100, 4, 6], seed: 1)
    let weight = Tensor.randomNormal([2, 100, 3, 3], seed: 2)
    expectClose(
      x.convolution2D(weight, bias: nil, padding: Padding2D(all: 1)), Self.definition(x, weight),
      relative: 1e-6)
  }

  @Test(arguments: [ElementType.bfloat16, .float16])
  func `weights of narrower types are read where they lie`(type: ElementType) {
    let x = Tensor.randomNormal([1, 6, 8, 8], seed: 1)
    for kernel in [1, 3] {
      let weight = Tensor.randomNormal([5, 6, kernel, kernel], seed: 2).converted(to: type)
      let bias = Tensor.randomNormal([5], seed: 3)
      #expect(
        x.convolution2D(weight, bias: bias).floats()
          == x.convolution2D(weight.converted(to: .float32), bias: bias).floats())
    }
  }

  @Test(arguments: [(1, 1), (2, 3), (16, 18), (17, 9), (5, 63), (40, 96)])
  func `kernels of many channels are the definition's at any size`(height: Int, width: Int) {
    let x = Tensor.randomNormal([1, 19, height, width], seed: 1)
    let weight = Tensor.randomNormal([7, 19, 3, 3], seed: 2)
    let convolved = { x.convolution2D(weight, bias: nil, padding: Padding2D(all: 1)) }
    let result = Parallel.using(threads: 1) { convolved() }
    expectClose(result, Self.definition(x, weight), relative: 1e-6)
    for threads in [2, 5] {
      #expect(Parallel.using(threads: threads) { convolved() }.floats() == result.floats())
    }
  }

  @Test func `kernels of many channels keep to groups, padding, bias and batch`() {
    let x = Tensor.randomNormal([2, 32, 10, 12], seed: 1)
    let weight = Tensor.randomNormal([10, 16, 3, 3], seed: 2)
    let bias = Tensor.randomNormal([10], seed: 3)
    let padding = Padding2D(top: 0, bottom: 2, left: 3, right: 1)
    let y = x.convolution2D(weight, bias: bias, padding: padding, groups: 2)
    #expect(y.shape == [2, 10, 10, 14])
    let padded = x.padded([(0, 0), (0, 0), (0, 2), (3, 1)])
    for member in 0..<2 {
      for group in 0..<2 {
        let outputs = (group * 5)..<(group * 5 + 5)
        let part = padded.sliced(axis: 0, member..<(member + 1))
          .sliced(axis: 1, (group * 16)..<(group * 16 + 16))
        let expected =
          Self.definition(part, weight.sliced(axis: 0, outputs))
          .sliced(axis: 2, 1..<11).sliced(axis: 3, 1..<15)
          + bias.sliced(axis: 0, outputs).reshaped([1, 5, 1, 1])
        let made = y.sliced(axis: 0, member..<(member + 1)).sliced(axis: 1, outputs)
        expectClose(made, expected, relative: 1e-6)
      }
    }
  }

  @Test(arguments: [3, 16, 300], [(1, 1), (4, 5), (9, 16)])
  func `a doubled convolution is that of the picture made larger`(
    channels: Int, size: (height: Int, width: Int)
  ) {
    let x = Tensor.randomNormal([2, channels, size.height, size.width], seed: 1)
    let weight = Tensor.randomNormal([5, channels, 3, 3], seed: 2)
    let bias = Tensor.randomNormal([5], seed: 3)
    let large = x.resized(height: 2 * size.height, width: 2 * size.width, .nearest)
    let expected = large.convolution2D(weight, bias: bias, padding: Padding2D(all: 1))
    expectClose(x.doubledConvolution2D(weight, bias: bias), expected, relative: 1e-6)
  }

  @Test(arguments: [ElementType.bfloat16, .float16])
  func `kernels of many channels are read where they lie`(type: ElementType) {
    let x = Tensor.randomNormal([1, 40, 8, 8], seed: 1)
    let weight = Tensor.randomNormal([50, 40, 3, 3], seed: 2).converted(to: type)
    let wide = weight.converted(to: .float32)
    let padding = Padding2D(all: 1)
    #expect(
      x.convolution2D(weight, bias: nil, padding: padding).floats()
        == x.convolution2D(wide, bias: nil, padding: padding).floats())
    #expect(
      x.doubledConvolution2D(weight, bias: nil).floats()
        == x.doubledConvolution2D(wide, bias: nil).floats())
  }
}
