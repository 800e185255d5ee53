import Testing
import WideMultiplier

@Suite struct WideMultiplierTests {
  @Test(arguments: [1, 11, 12, 13, 25], [1, 31, 32, 33, 70])
  func `the product of wide vectors adds its terms in order, rounding each once`(
    rows: Int, columns: Int
  ) {
    let terms = 41
    func value(_ i: Int, _ seed: Int) -> Float { Float((i + seed) * 7919 % 1013 - 506) / 77 }
    let x = (0..<rows * terms).map { value($0, 1) }
    let w = (0..<columns * terms).map { value($0, 2) }
    var y = (0..<rows * columns).map { value($0, 3) }
    let expected = (0..<rows * columns).map { place in
      let (r, c) = place.quotientAndRemainder(dividingBy: columns)
      return y[place]
        + (0..<terms).reduce(Float(0)) { sum, t in
          sum.addingProduct(x[r * terms + t], w[c * terms + t])
        }
    }
    var a = [Float](repeating: .nan, count: (rows + 12) * terms + 8)
    var b = [Float](repeating: .nan, count: (columns + 32) * terms + 8)
    wide_pack(x, rows, terms, 12, &a)
    wide_pack(w, columns, terms, 32, &b)
    wide_multiply(a, b, terms, rows, columns, &y)
    #expect(y == expected)
  }
}
