import FoundationEssentials
import Formats
import Layers
import Models
import Tensors

/// What a transformer's outputs lose where its weights, or its products, are less precise.
///
///     .venv/bin/python Tests/Reference/accuracy.py --help
///
/// The folder has a `config.json` and files of the same weights in several types. Every one is evaluated
/// on the same tokens, those in blocks in each precision; an error is ‖a − b‖ / ‖b‖, b being what
/// `F32` of the folder gives.
enum AccuracyFigures {
  private static let reference = "F32"

  /// Calls `tell` with an error for each file and precision, in per cent, under `FILE, precision`.
  static func measure(in folder: String, _ tell: (Figure) -> Void) throws {
    let c = try FluxConfiguration(ConfigurationFile(path: "\(folder)/config.json"))
    let expected = try evaluated("\(folder)/\(reference)", c, .exact)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    for name in names where name != reference && !name.contains(".") {
      let path = "\(folder)/\(name)"
      let hasCodes = try GGUFFile.recognizes(path)
      for precision in hasCodes ? ProductPrecision.allCases : [.exact] {
        let error = relativeError(try evaluated(path, c, precision), expected)
        tell(
          Figure(name: "\(name), \(precision)", value: 100 * error, unit: "% error", limit: nil))
      }
    }
  }

  /// One evaluation, of 64 tokens of text and 12 × 12 of a picture.
  private static func evaluated(
    _ path: String, _ c: FluxConfiguration, _ precision: ProductPrecision
  ) throws -> [Float] {
    let checkpoint = try Checkpoint(opening: path, precision: precision)
    let transformer = try FluxTransformer(FluxWeights(checkpoint, c))
    let streams = [
      FluxStream.text(.randomNormal([1, 64, c.textWidth], seed: 1)),
      .image(.randomNormal([1, 144, c.inputChannels], seed: 2), rows: 12, columns: 12),
    ]
    let vector = transformer.vector(
      sigma: [0.5], guidance: [3.5], pooled: .randomNormal([1, c.pooledWidth], seed: 3),
      precision: .exact)
    return transformer(streams, vector: vector).floats()
  }

  private static func relativeError(_ a: [Float], _ b: [Float]) -> Double {
    var (difference, size) = (0.0, 0.0)
    for (a, b) in zip(a, b) {
      difference += Double(a - b) * Double(a - b)
      size += Double(b) * Double(b)
    }
    return (difference / size).squareRoot()
  }
}
