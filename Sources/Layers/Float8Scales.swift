import Formats
import Tensors

/// The scales that files of eight-bit floats keep beside their weights, in the two forms of ComfyUI.
///
///     a.scale_weight, a.scale_input, and scaled_fp8 once under the prefix    the first
///     a.weight_scale, a.input_scale, a.comfy_quant: {"format": "float8_e4m3fn"}    the second
///
/// In the second, `{"layers": {"a": {"format": …}}}` in the file's metadata, under `_quantization_metadata`,
/// may stand for the texts of the layers. `a.weight` is multiplied by the scale. The scale of the input is for products in eight-bit floats,
/// which are not done here. Reference: comfyanonymous/ComfyUI:comfy/ops.py.
enum Float8Scales {
  /// The tensors with scaled weights, and without what belongs to scaling.
  ///
  /// - Throws: `FormatError` if a scale is not one number, or a layer is of another format.
  static func applied(
    to tensors: [String: StoredTensor]
  ) throws(FormatError) -> [String: StoredTensor] {
    var scaled = tensors
    for (name, stored) in tensors where stored.isFloat8 && name.hasSuffix(".weight") {
      let layer = String(name.dropLast("weight".count))
      for key in ["scale_input", "input_scale"] { scaled.removeValue(forKey: layer + key) }
      if let format = scaled.removeValue(forKey: layer + "comfy_quant") { try check(format) }
      for key in ["scale_weight", "weight_scale"] {
        guard let scale = scaled.removeValue(forKey: layer + key) else { continue }
        scaled[name] = stored.multiplied(by: try number(scale))
      }
    }
    for name in tensors.keys where name == "scaled_fp8" || name.hasSuffix(".scaled_fp8") {
      scaled.removeValue(forKey: name)
    }
    return scaled
  }

  private static func number(_ stored: StoredTensor) throws(FormatError) -> Float {
    guard stored.shape.allSatisfy({ $0 == 1 }) else {
      throw FormatError(
        file: stored.file, byte: stored.byteRange.lowerBound,
        expected: "one number in '\(stored.name)'", found: "shape \(stored.shape)")
    }
    return try stored.tensor().item()
  }

  /// Checks the formats that a file's metadata gives its layers.
  ///
  /// - Throws: `FormatError` if the metadata is not of that form, or a layer is of another format.
  static func check(_ file: SafetensorsFile) throws(FormatError) {
    guard let text = file.metadata["_quantization_metadata"] else { return }
    let json = try JSON(Array(text.utf8), file: "'_quantization_metadata' of \(file.path)")
    for (_, layer) in try json.member("layers").members() {
      try check(format: layer.member("format"))
    }
  }

  /// Checks the text of a layer's format.
  private static func check(_ stored: StoredTensor) throws(FormatError) {
    let name = "'\(stored.name)' of \(stored.file)"
    try check(format: JSON(stored.tensor().bytes(), file: name).member("format"))
  }

  private static func check(format: JSON) throws(FormatError) {
    let known = ["float8_e4m3fn", "float8_e5m2"]
    guard known.contains(try format.string()) else {
      throw format.error(known.joined(separator: " or "), found: "'\(try format.string())'")
    }
  }
}
