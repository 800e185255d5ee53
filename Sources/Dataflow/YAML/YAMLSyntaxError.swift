/// Why libyaml cannot read on.
enum YAMLSyntaxError: Error {
  /// The bytes are not UTF-8, or hold a character that YAML excludes.
  case character(byte: Int, problem: String)
  /// The text is no YAML.
  case syntax(problem: String, mark: YAMLEvent.Mark, context: String?, contextMark: YAMLEvent.Mark)
  /// libyaml ran out of memory.
  case memory
}
