import Testing
import WideMultiplier

@Suite struct WideMultiplierTests {
  private static func values(_ count: Int, seed: Int) -> [Float] {
    (0..<count).map { Float(($0 + seed) * 7919 % 1013 - 506) / 77 }
  }

  /// Panels of lines of `terms` numbers each, as the multiplier reads them.
  private static func packed(_ x: [Float], terms: Int, width: Int) -> [Float] {
    let lines = x.count / terms
    var panels = [Float](repeating: .nan, count: (lines + width) * terms + 8)
    wide_pack(x, lines, terms, width, &panels)
    return panels
  }

  @Test(arguments: [1, 11, 12, 13, 25], [1, 31, 32, 33, 70])
  func `the product of wide vectors adds its terms in order, rounding each once`(
    rows: Int, columns: Int
  ) {
    let terms = 41
    let x = Self.values(rows * terms, seed: 1)
    let w = Self.values(columns * terms, seed: 2)
    var y = Self.values(rows * columns, seed: 3)
    let expected = (0..<rows * columns).map { place in
      let (r, c) = place.quotientAndRemainder(dividingBy: columns)
      return y[place]
        + (0..<terms).reduce(Float(0)) { sum, t in
          sum.addingProduct(x[r * terms + t], w[c * terms + t])
        }
    }
    wide_multiply(
      Self.packed(x, terms: terms, width: 12), Self.packed(w, terms: terms, width: 32), terms, rows,
      columns, &y)
    #expect(y == expected)
  }

  /// Two bfloat16 in the place of a float.
  private static func pair(_ first: Float, _ second: Float) -> Float {
    Float(bitPattern: first.bitPattern >> 16 | second.bitPattern & 0xFFFF_0000)
  }

  /// sum + p · q rounded once, where subnormal numbers are zero.
  private static func addingProduct(_ sum: Float, _ p: Float, _ q: Float) -> Float {
    func flushed(_ x: Float) -> Float { x.isSubnormal ? Float(signOf: x, magnitudeOf: 0) : x }
    return flushed(flushed(sum).addingProduct(flushed(p), flushed(q)))
  }

  @Test(arguments: [1, 11, 12, 13, 25], [1, 31, 32, 33, 70])
  func `the product of pairs adds the second of a pair before the first`(rows: Int, columns: Int) {
    let pairs = 21
    // Exact in bfloat16, with subnormal numbers and products among them.
    func halves(_ count: Int, seed: Int) -> [Float] {
      (0..<count).map { i in
        let number = Float((i + seed) * 7919 % 255 - 127) / 64
        let size = (i + seed) % 11
        return size == 0 ? number * 0x1p-120 : size == 1 ? Float(bitPattern: 0x8011_0000) : number
      }
    }
    let x = halves(rows * pairs * 2, seed: 1)
    let w = halves(columns * pairs * 2, seed: 2)
    let start = Self.values(rows * columns, seed: 3)
    let expected = (0..<rows * columns).map { place in
      let (r, c) = place.quotientAndRemainder(dividingBy: columns)
      return start[place]
        + (0..<pairs).reduce(Float(0)) { sum, t in
          let (i, j) = ((r * pairs + t) * 2, (c * pairs + t) * 2)
          return Self.addingProduct(
            Self.addingProduct(sum, x[i + 1], w[j + 1]), x[i], w[j])
        }
    }
    func paired(_ x: [Float]) -> [Float] {
      stride(from: 0, to: x.count, by: 2).map { Self.pair(x[$0], x[$0 + 1]) }
    }
    var y = start
    wide_multiply_pairs(
      Self.packed(paired(x), terms: pairs, width: 12),
      Self.packed(paired(w), terms: pairs, width: 32), pairs, rows, columns, &y)
    #expect(y == expected)
  }
}
