extension Tokenizer {
  /// Reads CLIP's form: `vocab.json`, `merges.txt` and perhaps `tokenizer_config.json`.
  ///
  /// Reference: huggingface/transformers:src/transformers/models/clip/tokenization_clip.py, 5.23.0.
  static func readParts(in folder: String) throws(FormatError) -> Tokenizer {
    let configuration = try TokenizerConfiguration(in: folder)
    let begin = configuration.begin ?? .init("<|startoftext|>")
    let end = configuration.end ?? .init("<|endoftext|>")
    let unknown = configuration.unknown ?? .init("<|endoftext|>")
    let padding = configuration.padding ?? .init("<|endoftext|>")
    let file = folder + "vocab.json"
    let vocabulary = try Vocabulary(JSON.read(file))
    let merges = try MergeList(folder + "merges.txt")
    let suffix = "</w>"
    let model: BytePairModel
    do throws(BytePairModel.UnknownMerge) {
      model = try BytePairModel(
        vocabulary, merges: merges.pairs, wordSuffix: suffix, unknown: unknown.content,
        fusesUnknown: false)
    } catch {
      throw merges.unknown(error.index)
    }
    return try Tokenizer(
      file: file, vocabulary: vocabulary, added: configuration.added,
      named: [begin, end, unknown, padding], padding: padding.content,
      normalizations: [.canonicalComposition, .collapseWhiteSpace, .lowercase],
      splittings: [.words(.clip(specialTokens: true)), .byteLevel(addsSpace: false)],
      model: .bytePair(model),
      template: Template(
        before: [begin.placed(in: vocabulary, file: file).id],
        after: [end.placed(in: vocabulary, file: file).id]),
      decoding: .byteLevel(wordSuffix: suffix))
  }
}

extension Vocabulary {
  /// The tokens of an object from token to id.
  ///
  /// - Throws: ``FormatError`` if an id is none or is given twice.
  init(_ json: JSON) throws(FormatError) {
    let members = try json.members()
    self.init()
    reserveCapacity(members.count)
    for (token, value) in members {
      let id = try value.integer()
      guard Tokenizer.ids.contains(id), self.token(id) == nil else {
        throw value.error("an id of its own for each token", found: "\(id)")
      }
      insert(token, id: id)
    }
  }
}

/// The lines of a `merges.txt`: two tokens, the most important pair first.
private struct MergeList {
  private(set) var pairs: [(String, String)] = []
  private var places: [Int] = []
  private let file: String

  init(_ file: String) throws(FormatError) {
    self.file = file
    let bytes = try FileBytes.read(file, limit: JSON.maximumFileSize)
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      var line = line
      if line.last == UInt8(ascii: "\r") { line.removeLast() }
      if line.isEmpty || line.starts(with: Array("#version".utf8)) { continue }
      let tokens = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
      guard tokens.count == 2, let left = String(validating: tokens[0], as: UTF8.self),
        let right = String(validating: tokens[1], as: UTF8.self)
      else {
        throw FormatError(
          file: file, byte: line.startIndex, expected: "two tokens with a space between",
          found: "another line")
      }
      pairs.append((left, right))
      places.append(line.startIndex)
    }
  }

  func unknown(_ index: Int) -> FormatError {
    FormatError(
      file: file, byte: places[index], expected: "tokens of vocab.json that make another",
      found: "'\(pairs[index].0)' and '\(pairs[index].1)'")
  }
}
