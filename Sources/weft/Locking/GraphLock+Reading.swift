import Dataflow

extension GraphLock {
  /// Reads a lock.
  ///
  /// - Throws: What is wrong with its YAML or its form.
  init(_ source: SourceText) throws(DiagnosticList) {
    let (root, faults) = YAMLNode.read(source)
    guard faults.isEmpty, let root else { throw DiagnosticList(faults, in: source) }
    let fields = root.fields
    guard let form = fields["weft-lock"]?.scalar, form == Self.form,
      let weft = fields["weft"]?.scalar, let graph = fields["graph"]?.scalar
    else {
      let message = "no lock of the form \(Self.form), which begins with 'weft-lock: \(Self.form)'"
      throw DiagnosticList([Diagnostic(position: root.position, message: message)], in: source)
    }
    self.weft = weft
    self.graph = graph
    kinds = fields["kinds"]?.fields.compactMapValues(\.scalar) ?? [:]
    files =
      fields["files"]?.fields.mapValues { $0.fields.compactMapValues(\.scalar) } ?? [:]
  }
}

extension YAMLNode {
  fileprivate var scalar: String? {
    if case .scalar(let literal) = content { literal.text } else { nil }
  }

  fileprivate var fields: [String: YAMLNode] {
    guard case .mapping(let entries) = content else { return [:] }
    return Dictionary(entries.map { ($0.key.value, $0.value) }) { first, _ in first }
  }
}
