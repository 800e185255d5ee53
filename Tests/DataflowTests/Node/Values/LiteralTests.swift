import Testing

@testable import Dataflow

@Suite struct LiteralTests {
  @Test func `the type that is wanted reads the scalar`() throws {
    #expect(try String(literal: Literal("0123")) == "0123")
    #expect(try String(literal: Literal("no")) == "no")
    #expect(try String(literal: Literal("", isQuoted: true)) == "")
    #expect(try Int(literal: Literal("-12")) == -12)
    #expect(try Int(literal: Literal("+12")) == 12)
    #expect(try Double(literal: Literal("1e3")) == 1000)
    #expect(try Double(literal: Literal("-.5")) == -0.5)
    #expect(try Bool(literal: Literal("true")))
    #expect(try UInt64(literal: Literal("18446744073709551615")) == .max)
    #expect(try Path(literal: Literal("a/b.png")).text == "a/b.png")
    #expect(try Metal(literal: Literal("zinc")) == .zinc)
  }

  @Test(arguments: [
    (Int.self as any GraphValue.Type, Literal("abc"), "'abc' is not an Integer"),
    (Int.self, Literal("1e3"), "'1e3' is not an Integer; write 1000"),
    (Int.self, Literal("1.5"), "'1.5' is not an Integer"),
    (Int.self, Literal("0123"), "'0123' is not an Integer: it has a leading zero"),
    (Int.self, Literal("0x1F"), "'0x1F' is not an Integer"),
    (Int.self, Literal("12:30"), "'12:30' is not an Integer"),
    (Int.self, Literal("--1"), "'--1' is not an Integer"),
    (Int.self, Literal("5", isQuoted: true), "\"5\" is a Text, not an Integer"),
    (Int.self, Literal(""), "no value is given; an Integer is wanted"),
    (
      Int.self, Literal("9223372036854775808"),
      "'9223372036854775808' does not fit an Integer, which ends at -9223372036854775808 and "
        + "9223372036854775807"
    ),
    (Double.self, Literal("nan"), "'nan' is not a Number"),
    (Double.self, Literal("inf"), "'inf' is not a Number"),
    (Double.self, Literal("0x1p3"), "'0x1p3' is not a Number"),
    (Double.self, Literal("1e999"), "'1e999' is too large for a Number"),
    (Bool.self, Literal("yes"), "'yes' is not a Boolean; write true or false"),
    (UInt64.self, Literal("-1"), "'-1' is not a Seed, which is from 0 to 18446744073709551615"),
    (String.self, Literal(""), "no text is given; an empty text is written \"\""),
    (Path.self, Literal("", isQuoted: true), "no path is given"),
    (
      Metal.self, Literal("zink"),
      "'zink' is none of iron, zinc; did you mean 'zinc'?"
    ),
    (
      Ore.self, Literal("lump"),
      "'lump' cannot be read as an Ore, which only a node makes; link one as $node"
    ),
    ([Int].self, Literal("5"), "[Integer] is a list; write [5] for a list of one"),
  ])
  func `a scalar that is no value of the type is answered precisely`(
    type: any GraphValue.Type, literal: Literal, message: String
  ) {
    let error = #expect(throws: LiteralError.self) { try type.init(literal: literal) }
    #expect(error?.description == message)
  }

  @Test func `a value's scalar reads as the value`() throws {
    for number in [0, -0.0, 0.1, 1e300, Double.leastNonzeroMagnitude, 3.0, 1e15, 1e18] {
      let text = try #require(number.literalText)
      let back = try Double(literal: Literal(text))
      #expect(back == number && back.sign == number.sign)
    }
    #expect((3.0).literalText == "3")
  }

  @Test func `an Integer goes where a Number is wanted and nothing else converts`() {
    let number = ValueType(Double.self)
    #expect(number.accepts(ValueType(Int.self)))
    #expect(ValueType([Double].self).accepts(ValueType([Int].self)))
    #expect(number.converting(3) as? Double == 3)
    #expect(ValueType([Double].self).converting([1, 2]) as? [Double] == [1, 2])
    #expect(!number.accepts(ValueType(UInt64.self)))
    #expect(!ValueType(Int.self).accepts(number))
    #expect(!ValueType(String.self).accepts(ValueType(Path.self)))
    #expect(!ValueType([Int].self).accepts(ValueType(Int.self)))
  }
}

private enum Metal: String, Choice {
  case iron
  case zinc
}

private struct Ore: GraphValue {}
