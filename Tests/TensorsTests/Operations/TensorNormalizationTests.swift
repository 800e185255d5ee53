import Tensors
import TestSupport
import Testing

@Suite struct TensorNormalizationTests {
  @Test func `norms and softmax equal PyTorch's`() throws {
    let fixture = try Fixture("Operations", "norms.width37")
    let x = try fixture.input("x")
    let (scale, bias) = (try fixture.input("scale"), try fixture.input("bias"))
    expectClose(
      x.layerNorm(scale: scale, bias: bias, epsilon: 1e-5), try fixture.output("layer"),
      relative: 1e-6)
    expectClose(
      x.layerNorm(scale: nil, bias: nil, epsilon: 1e-6), try fixture.output("layer_plain"),
      relative: 1e-6)
    expectClose(x.rmsNorm(scale: scale, epsilon: 1e-6), try fixture.output("rms"), relative: 1e-6)
    let planes = try fixture.input("planes")
    let group = planes.groupNorm(
      groups: 4, scale: try fixture.input("channel_scale"), bias: try fixture.input("channel_bias"),
      epsilon: 1e-6)
    expectClose(group, try fixture.output("group"), relative: 1e-6)
    expectClose(x.softmax(), try fixture.output("softmax"), relative: 1e-6)
    expectClose(x.softmax(axis: 1), try fixture.output("softmax_axis1"), relative: 1e-6)
  }

  @Test(arguments: [1, 7, 64, 129])
  func `norms are the definition's at any width and number of threads`(width: Int) {
    let x = Tensor.randomNormal([300, width], seed: 4)
    let scale = Tensor.randomNormal([width], seed: 5)
    let bias = Tensor.randomNormal([width], seed: 6)
    let centred = x - x.mean(axis: -1, keepingAxis: true)
    let deviation = (x.variance(axis: -1, keepingAxis: true) + 1e-5).sqrt()
    let layer = { x.layerNorm(scale: scale, bias: bias, epsilon: 1e-5) }
    expectClose(layer(), centred / deviation * scale + bias, relative: 1e-6)
    let root = (x.squared().mean(axis: -1, keepingAxis: true) + 1e-5).sqrt()
    expectClose(x.rmsNorm(scale: scale, epsilon: 1e-5), x / root * scale, relative: 1e-6)
    for operation in [layer, { x.softmax() }] {
      let expected = Parallel.using(threads: 1) { operation().floats() }
      for threads in [2, 5] {
        #expect(Parallel.using(threads: threads) { operation().floats() } == expected)
      }
    }
  }

  @Test(arguments: [5, 2048, 5003])
  func `an activated group norm is the SiLU of the norm, to the bit`(places: Int) {
    let x = Tensor.randomNormal([2, 6, places], seed: 4)
    let (scale, bias) = (Tensor.randomNormal([6], seed: 5), Tensor.randomNormal([6], seed: 6))
    let norm = x.groupNorm(groups: 3, scale: scale, bias: bias, epsilon: 1e-6)
    let activated = x.groupNorm(
      groups: 3, scale: scale, bias: bias, epsilon: 1e-6, activated: true)
    #expect(activated.bytes() == norm.silu().bytes())
  }

  @Test func `a constant far from zero normalizes to zero`() {
    let x = Tensor.full(1000.1, [2, 64])
    #expect(x.layerNorm(scale: nil, bias: nil, epsilon: 1e-6).floats().allSatisfy { $0 == 0 })
  }

  @Test func `scales are read in any floating type`() {
    let x = Tensor.randomNormal([4, 8], seed: 1)
    let scale = Tensor([1, 2, 0.5, 1, 1, 1, 4, 1], shape: [8])
    #expect(
      x.rmsNorm(scale: scale.converted(to: .bfloat16), epsilon: 1e-6).floats()
        == x.rmsNorm(scale: scale, epsilon: 1e-6).floats())
  }
}
