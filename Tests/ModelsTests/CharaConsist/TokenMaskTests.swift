import TestSupport
import Tensors
import Testing

@testable import Models

@Suite struct TokenMaskTests {
  @Test(arguments: 0..<8)
  func `a mask is cleaned as OpenCV erodes and dilates it`(_ index: Int) throws {
    let fixture = try Fixture("CharaConsist", "cleaned-masks")
    let mask = try #require(TokenMask(fixture.input("mask\(index)")))
    let expected = try #require(TokenMask(fixture.output("mask\(index)")))
    #expect(mask.cleaned == expected)
  }

  @Test func `a mask survives as a tensor`() {
    let mask = TokenMask(rows: 2, columns: 3, [true, false, true, false, false, true])
    #expect(TokenMask(Tensor(mask)) == mask)
    #expect(mask.indices == [0, 2, 5])
    #expect(mask.inverted.indices == [1, 3, 4])
  }
}
