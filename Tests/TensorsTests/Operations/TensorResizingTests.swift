import Tensors
import TestSupport
import Testing

@Suite struct TensorResizingTests {
  private static let sizes = [(29, 40), (13, 17), (6, 8), (5, 33), (1, 1)]

  @Test(arguments: [
    ("nearest", ResizeRule.nearest), ("nearest-exact", .nearestExact), ("area", .area),
  ])
  func `a rule without options equals PyTorch's`(name: String, rule: ResizeRule) throws {
    let fixture = try Fixture("Operations", "resizing.13x17")
    let x = try fixture.input("x")
    for (height, width) in Self.sizes {
      let expected = try fixture.output("\(name).\(height)x\(width)")
      expectClose(x.resized(height: height, width: width, rule), expected, relative: 1e-6)
    }
  }

  @Test(arguments: [ResizeRule.bilinear, .bicubic], [false, true])
  func `bilinear and bicubic equal PyTorch's with each option`(
    rule: ResizeRule, antialiased: Bool
  ) throws {
    let fixture = try Fixture("Operations", "resizing.13x17")
    let x = try fixture.input("x")
    for aligningCorners in [false, true] {
      let name =
        rule.rawValue + (antialiased ? "-antialias" : "") + (aligningCorners ? "-corners" : "")
      for (height, width) in Self.sizes {
        let expected = try fixture.output("\(name).\(height)x\(width)")
        let y = x.resized(
          height: height, width: width, rule, antialiased: antialiased,
          aligningCorners: aligningCorners)
        expectClose(y, expected, relative: 1e-5)
      }
    }
  }

  @Test(arguments: [ResizeRule.bilinear, .bicubic], [false, true])
  func `a long axis equals PyTorch's`(rule: ResizeRule, antialiased: Bool) throws {
    let fixture = try Fixture("Operations", "resizing.300x7")
    let expected = try fixture.output(rule.rawValue + (antialiased ? "-antialias" : ""))
    let y = try fixture.input("x").resized(height: 97, width: 7, rule, antialiased: antialiased)
    expectClose(y, expected, relative: 1e-5)
  }

  @Test(arguments: ResizeRule.allCases)
  func `the same size gives the same picture`(rule: ResizeRule) {
    let x = Tensor.randomNormal([1, 3, 9, 5], seed: 1)
    expectClose(x.resized(height: 9, width: 5, rule), x, relative: 1e-6)
  }

  @Test func `the number of threads does not change a picture`() {
    let x = Tensor.randomNormal([2, 3, 129, 64], seed: 1)
    let resized = { x.resized(height: 200, width: 129, .bicubic, antialiased: true).floats() }
    let expected = Parallel.using(threads: 1) { resized() }
    #expect(Parallel.using(threads: 2) { resized() } == expected)
    #expect(Parallel.using(threads: 5) { resized() } == expected)
  }
}
