import Glibc
import TestSupport
import Tensors
import Testing

@Suite struct TensorFunctionsTests {
  @Test func `functions equal PyTorch's`() throws {
    let fixture = try Fixture("Operations", "functions.float32")
    let x = try fixture.input("x")
    expectClose(x.gelu(), try fixture.output("gelu"), relative: 3e-7)
    expectClose(x.geluTanh(), try fixture.output("gelu_tanh"), relative: 3e-7)
    expectClose(x.silu(), try fixture.output("silu"), relative: 3e-7)
    expectClose(x.quickGELU(), try fixture.output("quick_gelu"), relative: 3e-7)
    expectClose(x.rounded(), try fixture.output("rounded"), relative: 0)
  }

  /// Numbers of every magnitude, of both signs.
  private static let everywhere: [Float] = {
    var numbers = (-4000..<4000).map { Float($0) / 37 }
    let mantissas: [Double] = [1, 1.1, 1.25, 1.4142135, 1.7, 1.9999999]
    for exponent in -149...127 {
      for mantissa in mantissas {
        let number = Float(scalbn(mantissa, Int32(exponent)))
        numbers.append(number)
        numbers.append(-number)
      }
    }
    return numbers
  }()

  /// A function of tensors and the same of one double.
  struct Function: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var ours: @Sendable (Tensor) -> Tensor
    var definition: @Sendable (Double) -> Double
  }

  private static let functions = [
    Function(testDescription: "exp", ours: { $0.exp() }, definition: { Glibc.exp($0) }),
    Function(testDescription: "log", ours: { $0.log() }, definition: { Glibc.log($0) }),
    Function(testDescription: "sin", ours: { $0.sin() }, definition: { Glibc.sin($0) }),
    Function(testDescription: "cos", ours: { $0.cos() }, definition: { Glibc.cos($0) }),
    Function(testDescription: "tanh", ours: { $0.tanh() }, definition: { Glibc.tanh($0) }),
    Function(testDescription: "sqrt", ours: { $0.sqrt() }, definition: { $0.squareRoot() }),
    Function(
      testDescription: "sigmoid", ours: { $0.sigmoid() },
      definition: { 1 / (1 + Glibc.exp(-$0)) }),
  ]

  @Test(arguments: functions)
  func `elementary functions are right to 3e-7 wherever they are finite`(function: Function) {
    let x = Self.everywhere
    let y = function.ours(Tensor(x, shape: [x.count])).floats()
    let wrong = zip(x, y).filter { x, y in
      let expected = function.definition(Double(x))
      let nearest = Float(expected)
      if nearest.isNaN { return !y.isNaN }
      if nearest.isInfinite || nearest == 0 { return y != nearest }
      // Below the normal numbers precision is lost with every bit.
      return abs(Double(y) - expected) > max(3e-7 * abs(expected), 1.5e-45)
    }
    #expect(wrong.isEmpty, "\(wrong.count) wrong, such as \(wrong.prefix(5))")
  }

  @Test func `GELU is right to 2e-7`() {
    let x = (-4000..<4000).map { Float($0) / 500 }
    let y = Tensor(x, shape: [x.count]).gelu().floats()
    let wrong = zip(x, y).filter { x, y in
      let half = 0.5 * Double(x)
      let expected = half + half * erf(Double(x) / 2.0.squareRoot())
      return abs(Double(y) - expected) > 2e-7 * max(1, abs(expected))
    }
    #expect(wrong.isEmpty, "\(wrong.count) wrong, such as \(wrong.prefix(5))")
  }

  @Test func `infinities and NaN give what the definitions give`() {
    let x = Tensor([Float.infinity, -.infinity, .nan], shape: [3])
    expectClose(x.exp().floats(), [.infinity, 0, .nan], relative: 0)
    expectClose(x.log().floats(), [.infinity, .nan, .nan], relative: 0)
    expectClose(x.sin().floats(), [.nan, .nan, .nan], relative: 0)
    expectClose(x.tanh().floats(), [1, -1, .nan], relative: 0)
    expectClose(x.sigmoid().floats(), [1, 0, .nan], relative: 0)
    expectClose(x.relu().floats(), [.infinity, 0, .nan], relative: 0)
    expectClose(x.absolute().floats(), [.infinity, .infinity, .nan], relative: 0)
    expectClose(x.gelu().floats(), [.infinity, .nan, .nan], relative: 0)
    expectClose(Tensor([Float(0)], shape: [1]).log().floats(), [-.infinity], relative: 0)
  }

  @Test(arguments: [1, 7, 64, 129])
  func `a function's bits depend neither on place, layout nor threads`(size: Int) {
    let x = Tensor.randomNormal([size, 700], seed: 3)
    let expected = Parallel.using(threads: 1) { x.silu().floats() }
    for threads in [2, 5] {
      #expect(Parallel.using(threads: threads) { x.silu().floats() } == expected)
    }
    #expect(x.transposed().silu().transposed().floats() == expected)
    let slice = x.sliced(axis: 1, 3..<11).silu()
    #expect(slice.floats() == x.silu().sliced(axis: 1, 3..<11).floats())
  }
}
