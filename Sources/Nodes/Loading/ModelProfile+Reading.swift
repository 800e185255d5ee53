import Dataflow
import Models
import Tensors

extension ModelProfile {
  /// Reads the text of a `model.yaml`.
  ///
  /// - Parameters:
  ///   - source: The text.
  ///   - folder: The folder it lies in, at which its paths begin.
  /// - Throws: `DiagnosticList` with every fault of the text.
  init(_ source: SourceText, in folder: String) throws(DiagnosticList) {
    let (root, faults) = YAMLNode.read(source)
    var reader = ProfileReader(faults)
    var profile: ModelProfile?
    if let root {
      profile = reader.section(root, "a profile") { entries, reader in
        reader.profile(&entries, folder: folder, at: root.position)
      }
    }
    if root == nil, faults.isEmpty {
      reader.report("the profile is empty", at: source.start)
    }
    let list = DiagnosticList(reader.diagnostics, in: source)
    guard let profile, !list.hasErrors else { throw list }
    self = profile
  }
}

extension ProfileReader {
  fileprivate mutating func profile(
    _ entries: inout Entries, folder: String, at position: SourcePosition
  ) -> ModelProfile {
    if !entries.has("weft-model") { missing("weft-model: 1", at: position) }
    _ = entries.take("weft-model", Int.self, &self, in: 1...1)
    if !entries.has("family") { missing("family", at: position) }
    let family = entries.take("family", ModelProfile.Family.self, &self)
    var profile = ModelProfile(
      name: folder.lastPathComponent, folder: folder, family: family ?? .flux,
      files: FluxFiles(diffusersFolder: folder), defaults: ModelDefaults())
    profile.about = entries.take("about", String.self, &self)
    profile.licence = entries.take("licence", String.self, &self)
    profile.source = entries.take("source", String.self, &self)
    profile.capabilities = entries.texts("capabilities", &self)
    if let precision = entries.take("precision", ProductPrecision.self, &self) {
      profile.precision = precision
    }
    takeFiles(&entries, into: &profile, at: position)
    takeDefaults(&entries, into: &profile)
    takeDigests(&entries, into: &profile)
    return profile
  }

  /// Layout or files: one of them says where the parts are.
  private mutating func takeFiles(
    _ entries: inout Entries, into profile: inout ModelProfile, at position: SourcePosition
  ) {
    let hasLayout = entries.has("layout")
    _ = entries.take("layout", ModelLayout.self, &self)
    guard let node = entries.node("files") else {
      if !hasLayout { missing("layout: diffusers, or files", at: position) }
      return
    }
    if hasLayout {
      report("give 'layout' or 'files', not both", at: node.position)
    }
    let folder = profile.folder
    let files = section(node, "'files'") { parts, reader in
      func path(_ key: String) -> String {
        if !parts.has(key) { reader.missing(key, at: node.position) }
        let path = parts.take(key, Path.self, &reader)
        return path.map { $0.text.hasPrefix("/") ? $0.text : "\(folder)/\($0.text)" } ?? ""
      }
      var files = FluxFiles(
        transformer: path("transformer"), autoencoder: path("vae"),
        textEncoder: path("text_encoder"), textEncoder2: path("text_encoder_2"),
        tokenizer: path("tokenizer"), tokenizer2: path("tokenizer_2"))
      if parts.has("scheduler") { files.scheduler = path("scheduler") }
      return files
    }
    if let files { profile.files = files }
  }

  private mutating func takeDefaults(_ entries: inout Entries, into profile: inout ModelProfile) {
    guard let node = entries.node("defaults") else { return }
    let base = profile.defaults
    let defaults = section(node, "'defaults'") { values, reader in
      var defaults = base
      func take<Value: GraphValue & Comparable>(
        _ key: String, _ path: WritableKeyPath<ModelDefaults, Value>, in range: ClosedRange<Value>
      ) {
        if let value = values.take(key, Value.self, &reader, in: range) {
          defaults[keyPath: path] = value
        }
      }
      take("steps", \.steps, in: 1...1000)
      take("guidance_scale", \.guidanceScale, in: 0...100)
      take("guidance", \.guidance, in: 0...1000)
      take("text_tokens", \.textTokens, in: 1...4096)
      take("width", \.width, in: 16...16384)
      take("height", \.height, in: 16...16384)
      if let sampler = values.take("sampler", SamplerName.self, &reader) {
        defaults.sampler = sampler
      }
      if let negative = values.take("negative", String.self, &reader) {
        defaults.negative = negative
      }
      return defaults
    }
    if let defaults { profile.defaults = defaults }
  }

  private mutating func takeDigests(_ entries: inout Entries, into profile: inout ModelProfile) {
    guard let node = entries.node("sha256") else { return }
    guard case .mapping(let pairs) = node.content else {
      report("'sha256' is a mapping from file to digest, not \(node.name)", at: node.position)
      return
    }
    for pair in pairs {
      guard case .scalar(let literal) = pair.value.content, literal.text.utf8.count == 64,
        literal.text.utf8.allSatisfy({
          UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || 97...102 ~= $0
        })
      else {
        report("a digest is 64 lower-case hexadecimal digits", at: pair.value.position)
        continue
      }
      profile.digests.append(
        .init(file: "\(profile.folder)/\(pair.key.value)", sha256: literal.text))
    }
  }
}

/// How a folder holds the parts of a model.
private enum ModelLayout: String, Choice {
  case diffusers

  static var typeName: String { "Layout" }
}

extension String {
  /// What follows the last slash.
  var lastPathComponent: String {
    split(separator: "/").last.map(String.init) ?? self
  }
}
