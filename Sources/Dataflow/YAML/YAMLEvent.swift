/// What libyaml reads next, where it begins and where it ends.
struct YAMLEvent {
  let content: Content
  let mark: Mark
  let end: Mark

  enum Content {
    case documentStart
    case documentEnd
    case streamEnd
    case alias(String)
    case scalar(Literal, Properties)
    case sequenceStart(Properties)
    case sequenceEnd
    case mappingStart(Properties)
    case mappingEnd
  }

  /// The anchor and the tag of a node.
  struct Properties {
    let anchor: String?
    let tag: String?
  }

  /// A place as libyaml counts it, from 0: in Unicode scalars, a line break being one or, as CR LF,
  /// two.
  struct Mark {
    let scalar: Int
    let line: Int
    let column: Int
  }
}
