#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The weights with which an axis of a picture is resized or blurred.
///
///     y[j] = sum over i < taps of weights[j · taps + i] · x[starts[j] + i]
///
/// Places and weights are computed in float32 as torch does, so that they round alike. Reference:
/// pytorch/pytorch v2.13, aten/src/ATen/native/UpSample.h and cpu/UpSampleKernel.cpp.
struct Resampling {
  /// Number of taps of each output.
  private(set) var taps: Int
  private(set) var starts: [Int]
  /// `[outputs, taps]`.
  private(set) var weights: [Float]

  /// Number of outputs.
  var count: Int { starts.count }

  /// Whether every output is the input in its place.
  var isIdentity: Bool {
    starts.count == inputs && taps == 1 && starts == Array(0..<inputs)
      && weights.allSatisfy { $0 == 1 }
  }

  private let inputs: Int

  /// The first input that an output is made of, and the weights from there on.
  private typealias Span = (first: Int, weights: [Float])

  init(
    from inputs: Int, to outputs: Int, _ rule: ResizeRule, antialiased: Bool, aligningCorners: Bool
  ) {
    let axis = Axis(inputs: inputs, outputs: outputs, aligningCorners: aligningCorners)
    let spans = (0..<outputs).map { j -> Span in
      switch rule {
      case .nearest: axis.nearest(j, centre: 0)
      case .nearestExact: axis.nearest(j, centre: 0.5)
      case .area: axis.area(j)
      case .bilinear: antialiased ? axis.covering(j, support: 1, triangle) : axis.bilinear(j)
      case .bicubic:
        antialiased ? axis.covering(j, support: 2) { cubic($0, a: -0.5) } : axis.bicubic(j)
      }
    }
    self.init(spans, of: inputs)
  }

  /// A Gaussian of a standard deviation in pixels, cut off at four of them; see
  /// ``Tensor/blurred(sigma:)``.
  init(blurring inputs: Int, sigma: Double) {
    let reach = Int(4 * sigma + 0.5)
    let tail = (0...reach).map { $0 == 0 ? 1 : exp(-Double($0 * $0) / (2 * sigma * sigma)) }
    let total = 2 * tail.reduce(0, +) - 1
    let spans = (0..<inputs).map { j -> Span in
      let first = max(j - reach, 0)
      let last = min(j + reach, inputs - 1)
      var weights = [Double](repeating: 0, count: last - first + 1)
      for offset in -reach...reach {
        // Pixels beyond an edge are the pixel at the edge.
        weights[min(max(j + offset, first), last) - first] += tail[abs(offset)]
      }
      return (first, weights.map { Float($0 / total) })
    }
    self.init(spans, of: inputs)
  }

  private init(_ spans: [Span], of inputs: Int) {
    let used = spans.map { span in
      let last = (span.weights.lastIndex { $0 != 0 } ?? 0) + 1
      return Span(span.first, Array(span.weights[..<last]))
    }
    self.inputs = inputs
    taps = used.map(\.weights.count).max() ?? 1
    starts = []
    weights = []
    for span in used {
      // The taps stay inside the picture: those added have no weight.
      let start = min(span.first, inputs - taps)
      starts.append(start)
      weights += [Float](repeating: 0, count: span.first - start) + span.weights
      weights += [Float](repeating: 0, count: starts.count * taps - weights.count)
    }
  }

  /// One axis of a picture, and where its new pixels lie on it.
  private struct Axis {
    let inputs: Int
    let outputs: Int
    let aligningCorners: Bool

    /// Old pixels to one new pixel.
    var scale: Float {
      guard aligningCorners else { return Float(inputs) / Float(outputs) }
      return outputs > 1 ? Float(inputs - 1) / Float(outputs - 1) : 0
    }

    /// The place of new pixel j among the centres of the old ones.
    func place(_ j: Int) -> Float {
      aligningCorners ? scale * Float(j) : scale * (Float(j) + 0.5) - 0.5
    }

    func nearest(_ j: Int, centre: Float) -> Span {
      (min(Int((Float(j) + centre) * scale), inputs - 1), [1])
    }

    func area(_ j: Int) -> Span {
      let first = j * inputs / outputs
      let last = ((j + 1) * inputs + outputs - 1) / outputs
      return (first, [Float](repeating: 1 / Float(last - first), count: last - first))
    }

    func bilinear(_ j: Int) -> Span {
      let place = max(self.place(j), 0)
      let first = min(Int(place), inputs - 1)
      guard first < inputs - 1 else { return (first, [1]) }
      let rest = min(max(place - Float(first), 0), 1)
      return (first, [1 - rest, rest])
    }

    func bicubic(_ j: Int) -> Span {
      let place = self.place(j)
      let first = Int(place.rounded(.down))
      let rest = min(max(place - Float(first), 0), 1)
      let weights = [rest + 1, rest, 1 - rest, 2 - rest].map { cubic($0, a: -0.75) }
      // Pixels beyond an edge are the pixel at the edge.
      let places = (first - 1...first + 2).map { min(max($0, 0), inputs - 1) }
      var merged = [Float](repeating: 0, count: places[3] - places[0] + 1)
      for (place, weight) in zip(places, weights) { merged[place - places[0]] += weight }
      return (places[0], merged)
    }

    /// The old pixels under a filter that is as wide as the new pixel.
    func covering(_ j: Int, support: Float, _ filter: (Float) -> Float) -> Span {
      let width = max(scale, 1)
      // Half a pixel even where corners are aligned: torch does so.
      let centre = scale * (Float(j) + 0.5)
      let first = max(Int(centre - support * width + 0.5), 0)
      let last = min(Int(centre + support * width + 0.5), inputs)
      let raw = (first..<max(last, first + 1)).map { filter((Float($0) - centre + 0.5) / width) }
      let total = raw.reduce(0, +)
      return (first, total == 0 ? raw : raw.map { $0 / total })
    }
  }
}

private func triangle(_ x: Float) -> Float { max(0, 1 - abs(x)) }

/// Keys' cubic convolution kernel at a distance in pixels.
private func cubic(_ distance: Float, a: Float) -> Float {
  let x = abs(distance)
  if x <= 1 { return ((a + 2) * x - (a + 3)) * x * x + 1 }
  return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0
}
