import FoundationEssentials

extension SourceText {
  /// Reads a file.
  ///
  /// - Throws: One fault, that the file is missing, is none, is too large or may not be read.
  public init(path: String) throws(DiagnosticList) {
    func fault(_ message: String, _ severity: Diagnostic.Severity) -> DiagnosticList {
      DiagnosticList(
        [Diagnostic(position: .option(path), message: message, severity: severity)],
        in: SourceText(file: path, bytes: []))
    }
    let files = FileManager.default
    guard files.fileExists(atPath: path) else { throw fault("there is no such file", .missing) }
    // The type and size are those of what a link leads to; a pipe would be waited for.
    let target = URL(filePath: path).resolvingSymlinksInPath().path
    let attributes = try? files.attributesOfItem(atPath: target)
    guard attributes?[.type] as? FileAttributeType == .typeRegular else {
      throw fault("it is not a file", .error)
    }
    guard let size = attributes?[.size] as? UInt64, size <= UInt64(YAMLReader.Limit.bytes) else {
      throw fault("it is larger than \(YAMLReader.Limit.bytes >> 20) MiB", .error)
    }
    guard let contents = files.contents(atPath: target) else {
      throw fault("it may not be read", .missing)
    }
    self.init(file: path, bytes: contents)
  }
}
