public import Formats

extension Qwen2Configuration {
  /// Reads the metadata of a GGUF file as llama.cpp writes it.
  ///
  /// Reference: ggml-org/llama.cpp:gguf-py/gguf/constants.py, `Keys`.
  ///
  /// - Throws: `FormatError` if the file holds another kind of model, a number is missing or not to be
  ///   believed, or the numbers do not fit each other.
  public init(_ file: GGUFFile) throws(FormatError) {
    let metadata = try Qwen2Metadata(file: file)
    let count = 1...ConfigurationFile.largestCount
    let table = file.tensors["token_embd.weight"]?.shape
    guard let vocabulary = table?.first else {
      throw metadata.error("a tensor 'token_embd.weight'", found: "none of that name")
    }
    let width = try metadata.integer("embedding_length")
    let heads = try metadata.integer("attention.head_count", in: count)
    self.init(
      vocabulary: vocabulary, width: width, heads: heads,
      keyHeads: try metadata.integer("attention.head_count_kv", in: count, default: heads),
      headWidth: try metadata.integer(
        "attention.key_length", in: 1...(1 << 16), default: max(1, width / heads)),
      depth: try metadata.integer("block_count", in: count),
      mlpWidth: try metadata.integer("feed_forward_length"),
      epsilon: Float(try metadata.number("attention.layer_norm_rms_epsilon", in: 0...1)),
      theta: try metadata.number("rope.freq_base", in: 1...1e12, default: 10_000),
      isTied: file.tensors["output.weight"] == nil)
    if let fault {
      throw metadata.error("'\(fault.key)' to be \(fault.expected)", found: fault.found)
    }
  }
}

/// The numbers of a model in a GGUF file, under the name of its architecture.
private struct Qwen2Metadata {
  static let architectures = ["qwen2", "qwen2vl"]

  let file: GGUFFile
  let architecture: String

  init(file: GGUFFile) throws(FormatError) {
    let found = file.metadata["general.architecture"]
    let architecture = Self.architectures.first { found == .text($0) }
    guard let architecture else {
      let known = Self.architectures.map { "'\($0)'" }.joined(separator: " or ")
      throw FormatError(
        file: file.path, expected: "'general.architecture' to be \(known)",
        found: found?.description ?? "none")
    }
    self.file = file
    self.architecture = architecture
  }

  func integer(
    _ key: String, in range: ClosedRange<Int> = 1...ConfigurationFile.largestWidth,
    default value: Int? = nil
  ) throws(FormatError) -> Int {
    let found = file.metadata["\(architecture).\(key)"]
    guard let number = found.map(\.integer) ?? value, range.contains(number) else {
      throw unfit(key, "a whole number in \(range)", found)
    }
    return number
  }

  func number(
    _ key: String, in range: ClosedRange<Double>, default value: Double? = nil
  ) throws(FormatError) -> Double {
    let found = file.metadata["\(architecture).\(key)"]
    var number = value
    if let found { number = if case .number(let value) = found { value } else { nil } }
    guard let number, range.contains(number) else {
      throw unfit(key, "a number in \(range)", found)
    }
    return number
  }

  func error(_ expected: String, found: String) -> FormatError {
    FormatError(file: file.path, expected: expected, found: found)
  }

  private func unfit(_ key: String, _ expected: String, _ found: GGUFValue?) -> FormatError {
    error("'\(architecture).\(key)' to be \(expected)", found: found?.description ?? "none")
  }
}
