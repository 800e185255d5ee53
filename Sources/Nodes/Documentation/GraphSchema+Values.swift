import Dataflow

extension GraphSchema {
  /// What several places of a graph hold.
  static let commonDefinitions: [(key: String, value: OrderedJSON)] = [
    (
      key: "link",
      value: [
        "description": "$node, $node.output or $inputs.name.",
        "type": "string", "pattern": .string(linkPattern),
      ]
    ),
    (
      key: "reference",
      value: [
        "description": "A link, or a text with ${inputs.name} in it.",
        "type": "string", "pattern": .string("\(linkPattern)|\\$\\{inputs\\.\(name)\\}"),
      ]
    ),
    (
      key: "text",
      value: [
        "description": "A text, a link, or a text with ${inputs.name} in it.",
        "anyOf": [
          ["type": ["number", "boolean"]],
          // A dollar at the beginning of what is no link is written twice.
          [
            "type": "string",
            "pattern": .string("^([^$]|$)|^\\$\\$|^\\$\\{|\(linkPattern)"),
          ],
        ],
      ]
    ),
    (key: "scalar", value: ["type": ["string", "number", "boolean"]]),
    (key: "anything", value: ["type": ["string", "number", "boolean", "array"]]),
    (
      key: "graphPath",
      value: ["type": "string", "pattern": "/|\\.ya?ml$"]
    ),
    (
      key: "when",
      value: [
        "description": "The node runs if this is true; otherwise its outputs are absent.",
        "anyOf": [["type": "boolean"], ["$ref": "#/definitions/reference"]],
      ]
    ),
    (
      key: "times",
      value: [
        "description": "How often the node runs at most.",
        "anyOf": [["type": "integer", "minimum": 1], ["$ref": "#/definitions/reference"]],
      ]
    ),
  ]

  private static let linkPattern = "^\\$\(name)(\\.\(name))?$"

  /// What an input of a kind may be given.
  static func given(_ input: InputDeclaration) -> [OrderedJSON] {
    given(input.type, input.bounds) + (input.isOptional ? [["type": "null"]] : [])
  }

  /// What may go where a type is wanted: what is written so, or what a link leads to.
  static func given(_ type: ValueType, _ bounds: Bounds?) -> [OrderedJSON] {
    if type.type == String.self { return [["$ref": "#/definitions/text"]] }
    if isVariable(type) { return [["$ref": "#/definitions/anything"]] }
    let link: OrderedJSON =
      type.type.isPlain && type.element == nil
      ? ["$ref": "#/definitions/reference"] : ["$ref": "#/definitions/link"]
    return written(type, bounds) + [link]
  }

  /// What is written where a type is wanted; nothing for a type that only nodes make.
  static func written(_ type: ValueType, _ bounds: Bounds?) -> [OrderedJSON] {
    if let element = type.element {
      return [["type": "array", "items": ["anyOf": .array(given(element, bounds))]]]
    }
    if let choices = type.choices { return [["enum": .strings(choices)]] }
    switch type.type {
    case is Int.Type: return [number("integer", bounds)]
    case is UInt64.Type:
      return [number("integer", bounds, minimum: "0", maximum: "\(UInt64.max)")]
    case is Double.Type: return [number("number", bounds)]
    case is Bool.Type: return [["type": "boolean"]]
    case is Size.Type: return [["type": "string", "pattern": "^[1-9][0-9]*x[1-9][0-9]*$"]]
    case is Secret.Type: return [["type": "string", "pattern": "^(env|file):."]]
    default: return type.type.isPlain ? [["$ref": "#/definitions/scalar"]] : []
    }
  }

  private static func isVariable(_ type: ValueType) -> Bool {
    type.type == AnyValue.self || type.type == [AnyValue].self
  }

  private static func number(
    _ type: String, _ bounds: Bounds?, minimum: String? = nil, maximum: String? = nil
  ) -> OrderedJSON {
    let members: [(key: String, value: String?)] = [
      ("minimum", bounds?.minimum ?? minimum), ("maximum", bounds?.maximum ?? maximum),
      ("multipleOf", bounds?.divisor),
    ]
    return .object(
      [(key: "type", value: .string(type))]
        + members.compactMap { member in
          member.value.map { (key: member.key, value: .number($0)) }
        })
  }
}
