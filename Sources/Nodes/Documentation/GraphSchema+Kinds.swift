import Dataflow

extension GraphSchema {
  /// A node: its kind says what else it has.
  static func node(of catalog: NodeCatalog) -> OrderedJSON {
    let kinds = catalog.kinds.map { kind -> OrderedJSON in
      [
        "if": isKind(["const": .string(kind.name)]),
        "then": ["$ref": .string("#/definitions/\(kind.name)")],
      ]
    }
    let graph: OrderedJSON = [
      "if": isKind(["$ref": "#/definitions/graphPath"]), "then": graphNode,
    ]
    return [
      "type": "object",
      "required": ["kind"],
      "properties": [
        "kind": [
          "description": "What the node does: a kind, or the path of another graph.",
          "anyOf": [
            [
              "enum": .strings(catalog.kinds.names),
              "enumDescriptions": .strings(catalog.kinds.map(\.summary)),
            ],
            ["$ref": "#/definitions/graphPath"],
          ],
        ]
      ],
      "allOf": .array(kinds + [graph]),
    ]
  }

  private static func isKind(_ schema: OrderedJSON) -> OrderedJSON {
    ["required": ["kind"], "properties": ["kind": schema]]
  }

  /// A node of a kind.
  static func definition(of kind: NodeKind) -> OrderedJSON {
    var properties: [(key: String, value: OrderedJSON)] = [
      (key: "kind", value: .object([])), (key: "when", value: ["$ref": "#/definitions/when"]),
    ]
    if !kind.inputs.isEmpty {
      properties.append((key: "for_each", value: forEach(kind)))
      if !kind.outputs.isEmpty { properties.append((key: "repeat", value: repetition(kind))) }
    }
    properties += kind.inputs.map { (key: $0.name, value: property($0)) }
    var definition: [(key: String, value: OrderedJSON)] = [
      (key: "description", value: .string(kind.summary)),
      (key: "additionalProperties", value: false),
      (key: "properties", value: .object(properties)),
    ]
    let required = kind.inputs.filter(\.isRequired).map(\.name)
    if !required.isEmpty {
      // With for_each, an input may be given the lists that are walked.
      definition += [
        (key: "if", value: ["not": ["required": ["for_each"]]]),
        (key: "then", value: ["required": .strings(required)]),
      ]
    }
    return .object(definition)
  }

  private static func property(_ input: InputDeclaration) -> OrderedJSON {
    let bounds = input.bounds.map { ", \($0)" } ?? ""
    let facts = "\(input.type.explanation)\(bounds); \(input.defaultText)"
    var members: [(key: String, value: OrderedJSON)] = [
      (key: "description", value: .string("\(input.documentation)\n\n\(facts)"))
    ]
    if let value = input.defaultValue.flatMap({ json($0) }) {
      members.append((key: "default", value: value))
    }
    return .object(members + [(key: "anyOf", value: .array(given(input)))])
  }

  /// A value that a scalar stands for.
  private static func json(_ value: any GraphValue) -> OrderedJSON? {
    guard let text = value.literalText else { return nil }
    return switch value {
    case is Int, is UInt64, is Double: .number(text)
    case let value as Bool: .boolean(value)
    default: .string(text)
    }
  }

  private static func forEach(_ kind: NodeKind) -> OrderedJSON {
    let properties = kind.inputs.map { input -> (key: String, value: OrderedJSON) in
      let list: OrderedJSON = [
        "type": "array", "items": ["anyOf": .array(given(input.type, input.bounds))],
      ]
      return (key: input.name, value: ["anyOf": [list, ["$ref": "#/definitions/link"]]])
    }
    return [
      "description": .string(forEachDescription),
      "type": "object", "minProperties": 1, "additionalProperties": false,
      "properties": .object(properties),
    ]
  }

  private static func repetition(_ kind: NodeKind) -> OrderedJSON {
    let outputs: OrderedJSON = ["enum": .strings(kind.outputs.names)]
    return repetition(inputs: ["enum": .strings(kind.inputs.names)], outputs: outputs)
  }

  private static func repetition(inputs: OrderedJSON, outputs: OrderedJSON) -> OrderedJSON {
    [
      "description": "The node runs again on what it gave.",
      "type": "object", "required": ["times", "carry"], "additionalProperties": false,
      "properties": [
        "times": ["$ref": "#/definitions/times"],
        "carry": [
          "description": "The inputs that take what an output gave: input: output.",
          "type": "object", "minProperties": 1, "propertyNames": inputs,
          "additionalProperties": outputs,
        ],
        "until": [
          "description": "The output that ends it when true.", "anyOf": [outputs],
        ],
      ],
    ]
  }

  private static let forEachDescription =
    "The node runs once for each element of these lists, which are walked together; it gives lists."

  /// A node that is another graph.
  private static let graphNode: OrderedJSON = [
    "properties": [
      "when": ["$ref": "#/definitions/when"],
      "for_each": [
        "description": .string(forEachDescription),
        "type": "object", "minProperties": 1,
        "additionalProperties": [
          "anyOf": [["type": "array"], ["$ref": "#/definitions/link"]]
        ],
      ],
      "repeat": repetition(
        inputs: ["pattern": .string("^\(name)$")],
        outputs: ["type": "string", "pattern": .string("^\(name)$")]),
    ],
    "additionalProperties": ["anyOf": [["$ref": "#/definitions/anything"], ["type": "null"]]],
  ]
}
