import Testing

@testable import Dataflow

@Suite struct BoundsTests {
  @Test(
    arguments: [
      (100, "100 must be a multiple of 16, such as 96 or 112"),
      (-100, "-100 must be a multiple of 16, such as -112 or -96"),
      (Int.max, "9223372036854775807 must be a multiple of 16, such as 9223372036854775792"),
      (
        Int.min + 1,
        "-9223372036854775807 must be a multiple of 16, such as -9223372036854775808 "
          + "or -9223372036854775792"
      ),
      (96, nil),
      (Int.min, nil),
    ] as [(Int, String?)])
  func `the nearest multiples are named without overflow`(value: Int, message: String?) {
    let bounds = Bounds(OpenRange<Int>(minimum: nil, maximum: nil), multipleOf: 16)
    #expect(bounds.fault(in: value) == message)
  }

  @Test func `only multiples within the range are named`() {
    let bounds = Bounds(64...100, multipleOf: 16)
    #expect(bounds.fault(in: 99) == "99 must be a multiple of 16, such as 96")
    #expect(bounds.fault(in: 120) == "120 must be in 64..100")
  }

  @Test func `ranges are shown as graphs write them`() {
    #expect(Bounds(0.5...1).description == "0.5..1")
    #expect(Bounds(1...).description == "1..")
    #expect(Bounds(...1.5).description == "..1.5")
  }

  @Test func `of a list the first element out of bounds counts`() {
    #expect(Bounds(0...9).fault(in: [1, 10, 11]) == "10 must be in 0..9")
    #expect(Bounds(0...9).fault(in: [1, 2]) == nil)
    #expect(Bounds(0...9).fault(in: "ten") == nil)
  }
}
