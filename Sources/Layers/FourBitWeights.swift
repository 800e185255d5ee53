import Formats
import Tensors

/// Weights of four bits in the form of bitsandbytes, whose values and scales are tables beside them.
///
///     a.weight                                     two codes to a byte, the first in the upper half
///     a.weight.quant_map                           the values of the sixteen codes
///     a.weight.absmax                              a scale for each run of codes, float32 or uint8
///     a.weight.nested_absmax, .nested_quant_map    what a scale of uint8 stands for
///     a.weight.quant_state.bitsandbytes__nf4       JSON: shape, type and lengths of runs; or __fp4
///
/// Reference: bitsandbytes:functional.py, `QuantState` and `dequantize_4bit`.
enum FourBitWeights {
  private static let states = ["nf4", "fp4"].map { ".quant_state.bitsandbytes__\($0)" }
  private static let companions = ["absmax", "quant_map", "nested_absmax", "nested_quant_map"]

  /// The tensors with such weights in their own shape, and without what belongs to them.
  ///
  /// - Throws: `FormatError` if a part is missing, of another type or size, or the state says what is
  ///   not known.
  static func applied(
    to tensors: [String: StoredTensor]
  ) throws(FormatError) -> [String: StoredTensor] {
    var whole = tensors
    for (name, stored) in tensors {
      guard let state = states.first(where: { name.hasSuffix($0) }) else { continue }
      let weight = String(name.dropLast(state.count))
      whole[weight] = try FourBitWeight(weight, state: stored, tensors).stored()
      whole.removeValue(forKey: name)
      for companion in companions { whole.removeValue(forKey: "\(weight).\(companion)") }
    }
    if let name = whole.keys.filter({ $0.hasSuffix(".weight.absmax") }).min(),
      let lone = whole[name]
    {
      let weight = name.dropLast(".absmax".count)
      throw FormatError(
        file: lone.file, byte: lone.byteRange.lowerBound,
        expected: "'\(weight)\(states[0])' or '…fp4' beside '\(name)'", found: "neither")
    }
    return whole
  }
}

/// One weight and the tensors that belong to it.
private struct FourBitWeight {
  private let name: String
  private let state: StoredTensor
  private let members: JSON
  private let tensors: [String: StoredTensor]

  init(
    _ name: String, state: StoredTensor, _ tensors: [String: StoredTensor]
  ) throws(FormatError) {
    self.name = name
    self.state = state
    self.tensors = tensors
    members = try JSON(state.tensor().bytes(), file: "'\(state.name)' of \(state.file)")
  }

  /// The weight in the shape that the state gives it.
  func stored() throws(FormatError) -> StoredTensor {
    let shape = try shape()
    let count = shape.reduce(1, *)
    let run = try run("blocksize", even: true)
    let runs = (count + run - 1) / run
    let codes = try part("", .uint8, count: (count + 1) / 2)
    let columns = shape.count == 2 ? shape[1] : count
    let matrix = TableMatrix(
      rows: shape.count == 2 ? shape[0] : 1, columns: columns, codes: codes,
      table: try part(".quant_map", .float32, count: 16), run: run,
      scales: try scales(of: runs), rounding: try rounding())
    return try weight("").holding(matrix, shape: shape)
  }

  private func scales(of runs: Int) throws(FormatError) -> TableMatrix.Scales {
    guard try weight(".absmax").elementType == .uint8 else {
      return .numbers(try part(".absmax", .float32, count: runs))
    }
    let run = try run("nested_blocksize", even: false)
    return .looked(
      codes: try part(".absmax", .uint8, count: runs),
      table: try part(".nested_quant_map", .float32, count: 256),
      scales: try part(".nested_absmax", .float32, count: (runs + run - 1) / run), run: run,
      offset: Float(try members.member("nested_offset").number()))
  }

  private func shape() throws(FormatError) -> [Int] {
    let member = try members.member("shape")
    var shape: [Int] = []
    var count = 1
    for axis in try member.array() {
      let length = try axis.integer()
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      guard length >= 0, !overflow else {
        throw axis.error("the length of an axis of '\(name)'", found: "\(length)")
      }
      shape.append(length)
      count = product
    }
    return shape
  }

  private func run(_ key: String, even: Bool) throws(FormatError) -> Int {
    let member = try members.member(key)
    let run = try member.integer()
    guard run > 0, !even || run.isMultiple(of: 2) else {
      throw member.error(even ? "an even count" : "a count", found: "\(run)")
    }
    return run
  }

  private func rounding() throws(FormatError) -> ElementType {
    let member = try members.member("dtype")
    let known: [String: ElementType] = [
      "float32": .float32, "bfloat16": .bfloat16, "float16": .float16,
    ]
    guard let type = known[try member.string()] else {
      throw member.error(known.keys.sorted().joined(separator: ", "), found: try member.string())
    }
    return type
  }

  private func weight(_ suffix: String) throws(FormatError) -> StoredTensor {
    guard let stored = tensors[name + suffix] else {
      throw FormatError(
        file: state.file, byte: state.byteRange.lowerBound,
        expected: "'\(name + suffix)' beside '\(state.name)'", found: "none")
    }
    return stored
  }

  private func part(
    _ suffix: String, _ type: ElementType, count: Int
  ) throws(FormatError) -> Tensor {
    let stored = try weight(suffix)
    guard stored.elementType == type, stored.shape.reduce(1, *) == count else {
      throw FormatError(
        file: stored.file, byte: stored.byteRange.lowerBound,
        expected: "\(count) of \(type) in '\(stored.name)'",
        found: "\(stored.elementName) of shape \(stored.shape)")
    }
    return try stored.tensor()
  }
}
