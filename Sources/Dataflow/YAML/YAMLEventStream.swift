import CLibYAML

/// The events of a YAML stream, read one at a time by libyaml.
///
/// Everything that libyaml hands out is copied before the next event is read: no pointer leaves
/// this file.
struct YAMLEventStream: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>

  /// The events of a text in UTF-8.
  init(_ bytes: [UInt8]) throws(YAMLSyntaxError) {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      throw .memory
    }
    let input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = input.initialize(fromContentsOf: bytes)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, input.baseAddress, input.count)
    self.parser = parser
    self.input = input
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    input.deallocate()
  }

  /// Reads the next event.
  ///
  /// - Throws: ``YAMLSyntaxError`` where the text cannot be read on; nothing may be read after it.
  mutating func next() throws(YAMLSyntaxError) -> YAMLEvent {
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(parser, &event) == 1 else { throw error() }
      defer { yaml_event_delete(&event) }
      if let content = Self.content(of: event) {
        return YAMLEvent(
          content: content, mark: Self.mark(event.start_mark), end: Self.mark(event.end_mark))
      }
    }
  }

  /// The event, or nil for the start of the stream and for no event.
  private static func content(of event: yaml_event_t) -> YAMLEvent.Content? {
    switch event.type {
    case YAML_STREAM_END_EVENT: .streamEnd
    case YAML_DOCUMENT_START_EVENT: .documentStart
    case YAML_DOCUMENT_END_EVENT: .documentEnd
    case YAML_ALIAS_EVENT: .alias(string(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT: scalar(event.data.scalar)
    case YAML_SEQUENCE_START_EVENT:
      .sequenceStart(
        properties(event.data.sequence_start.anchor, event.data.sequence_start.tag))
    case YAML_SEQUENCE_END_EVENT: .sequenceEnd
    case YAML_MAPPING_START_EVENT:
      .mappingStart(properties(event.data.mapping_start.anchor, event.data.mapping_start.tag))
    case YAML_MAPPING_END_EVENT: .mappingEnd
    default: nil
    }
  }

  private static func scalar(
    _ scalar: yaml_event_s.__Unnamed_union_data.__Unnamed_struct_scalar
  ) -> YAMLEvent.Content {
    let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
    let literal = Literal(
      String(decoding: bytes, as: UTF8.self),
      isQuoted: scalar.style != YAML_PLAIN_SCALAR_STYLE)
    return .scalar(literal, properties(scalar.anchor, scalar.tag))
  }

  private static func properties(
    _ anchor: UnsafeMutablePointer<yaml_char_t>?, _ tag: UnsafeMutablePointer<yaml_char_t>?
  ) -> YAMLEvent.Properties {
    YAMLEvent.Properties(anchor: string(anchor), tag: string(tag))
  }

  private static func string(_ characters: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    characters.map { String(cString: $0) }
  }

  private static func mark(_ mark: yaml_mark_t) -> YAMLEvent.Mark {
    YAMLEvent.Mark(scalar: mark.index, line: mark.line, column: mark.column)
  }

  private func error() -> YAMLSyntaxError {
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? "it cannot be read"
    switch parser.pointee.error {
    case YAML_MEMORY_ERROR: return .memory
    case YAML_READER_ERROR:
      return .character(byte: parser.pointee.problem_offset, problem: problem)
    default:
      return .syntax(
        problem: problem, mark: Self.mark(parser.pointee.problem_mark),
        context: parser.pointee.context.map { String(cString: $0) },
        contextMark: Self.mark(parser.pointee.context_mark))
    }
  }
}
