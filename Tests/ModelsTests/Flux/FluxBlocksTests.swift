import Formats
import Layers
import TestSupport
import Tensors
import Testing

@testable import Models

/// A transformer in a GGUF file: original names, heads of the published width, no `config.json`.
@Suite struct FluxBlocksTests {
  static let width = 128

  /// The matrices of one single-stream block and what surrounds it, `[rows, columns]`.
  private static let matrices: [(name: String, rows: Int, columns: Int)] = [
    ("img_in", width, 64), ("txt_in", width, 32), ("time_in.in_layer", width, 256),
    ("time_in.out_layer", width, width), ("vector_in.in_layer", width, 32),
    ("vector_in.out_layer", width, width), ("single_blocks.0.modulation.lin", 3 * width, width),
    ("single_blocks.0.linear1", 4 * width, width), ("single_blocks.0.linear2", width, 2 * width),
    ("final_layer.adaLN_modulation.1", 2 * width, width), ("final_layer.linear", 64, width),
  ]

  /// The file, and the same numbers in float32.
  private static func files() -> (gguf: [UInt8], wide: [String: Tensor]) {
    var random = SplitMix(seed: 1)
    var tensors: [GGUFDraft.Tensor] = []
    var wide: [String: Tensor] = [:]
    func addVector(_ name: String, _ values: [Float]) {
      let data = values.flatMap { GGUFDraft.bytes($0.bitPattern) }
      tensors.append(.init(name, lengths: [UInt64(values.count)], type: 0, data: data))
      wide[name] = Tensor(values, shape: [values.count])
    }
    for (name, rows, columns) in matrices {
      let scale = Float16(0.001)
      let codes = (0..<rows * columns).map { _ in Int8.random(in: -99...99, using: &random) }
      let data = stride(from: 0, to: codes.count, by: 32).flatMap { start in
        GGUFDraft.bytes(scale.bitPattern) + codes[start..<start + 32].map { UInt8(bitPattern: $0) }
      }
      tensors.append(
        .init("\(name).weight", lengths: [UInt64(columns), UInt64(rows)], type: 8, data: data))
      wide["\(name).weight"] = Tensor(
        codes.map { Float(scale) * Float($0) }, shape: [rows, columns])
      addVector("\(name).bias", (0..<rows).map { Float($0 % 7) * 0.01 })
    }
    for name in ["query_norm", "key_norm"] {
      addVector("single_blocks.0.norm.\(name).scale", [Float](repeating: 1.5, count: 128))
    }
    return (GGUFDraft(tensors).bytes, wide)
  }

  @Test func `a transformer in blocks computes what its numbers do`() throws {
    let (gguf, wide) = Self.files()
    let folder = try TemporaryFolder()
    let checkpoint = try Checkpoint(opening: folder.write(gguf, to: "flux1-Q8_0.gguf"))
    let packed = try FluxTransformer(FluxWeights(checkpoint))
    let reference = try FluxTransformer(FluxWeights(Checkpoint(wide)))
    #expect(checkpoint.unread.isEmpty)
    #expect(packed.configuration == reference.configuration)
    let outputs = [packed, reference].map { transformer in
      let text = FluxStream.text(.randomNormal([1, 5, 32], seed: 2))
      let image = FluxStream.image(.randomNormal([1, 6, 64], seed: 3), rows: 2, columns: 3)
      let vector = transformer.vector(
        sigma: [0.5], guidance: [1], pooled: .randomNormal([1, 32], seed: 4), precision: .exact)
      return transformer([text, image], vector: vector)
    }
    expectClose(outputs[0], outputs[1], relative: 1e-5)
  }
}
