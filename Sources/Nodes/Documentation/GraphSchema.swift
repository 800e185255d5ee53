public import Dataflow

/// The JSON Schema of graphs (draft-07, which the YAML servers of editors read), made from the
/// declarations of the kinds.
///
/// It tells an editor the kinds, the inputs of each with what they are for, their types, bounds,
/// choices and defaults, and refuses what reading a graph refuses. What needs the whole graph,
/// such as where a link leads, is for `weft check`.
///
/// Read on in `GraphSchema+Kinds.swift` and `GraphSchema+Values.swift`.
public struct GraphSchema: Sendable {
  /// The schema, as JSON.
  public let text: String

  /// The schema of graphs of some kinds.
  ///
  /// - Parameters:
  ///   - catalog: The kinds.
  ///   - families: The families of models that there are.
  public init(_ catalog: NodeCatalog, families: [String]) {
    let definitions =
      Self.commonDefinitions + Self.inputDefinition(catalog, families)
      + [(key: "node", value: Self.node(of: catalog))]
      + catalog.kinds.map { (key: $0.name, value: Self.definition(of: $0)) }
    let document: OrderedJSON = [
      "$schema": "http://json-schema.org/draft-07/schema#",
      "title": "Weft graph",
      "description": "A workflow of typed nodes, which weft runs.",
      "type": "object",
      "required": ["weft", "nodes"],
      "additionalProperties": false,
      "properties": .object(
        [
          (
            key: "weft",
            value: ["description": "The version of the language of graphs.", "const": 1]
          )
        ] + Self.sections + [(key: "graphs", value: Self.graphs)]),
      "definitions": .object(definitions),
    ]
    text = document.text + "\n"
  }

  /// The letters of a name: of an input, a node or an output.
  static let name = "[A-Za-z_][A-Za-z0-9_-]*"

  /// The sections of a graph.
  private static let sections: [(key: String, value: OrderedJSON)] = [
    (
      key: "about",
      value: ["description": "What the graph is for.", "$ref": "#/definitions/scalar"]
    ),
    (
      key: "inputs",
      value: [
        "description": "What a caller may set: weft run --set name=value.",
        "type": ["object", "null"],
        "propertyNames": ["pattern": .string("^\(name)$")],
        "additionalProperties": ["$ref": "#/definitions/input"],
      ]
    ),
    (
      key: "nodes",
      value: [
        "description": "The nodes, each of a kind, in any order.",
        "type": ["object", "null"],
        "propertyNames": ["pattern": .string("^\(name)$"), "not": ["const": "inputs"]],
        "additionalProperties": ["$ref": "#/definitions/node"],
      ]
    ),
    (
      key: "outputs",
      value: [
        "description": "What the graph gives, by name: a link to each.",
        "type": ["object", "null"],
        "propertyNames": ["pattern": .string("^\(name)$")],
        "additionalProperties": ["$ref": "#/definitions/link"],
      ]
    ),
  ]

  /// Graphs that a graph brings along.
  private static let graphs: OrderedJSON = [
    "description": "Graphs that nodes name as their kinds, by path, in place of files.",
    "type": "object",
    "propertyNames": ["$ref": "#/definitions/graphPath"],
    "additionalProperties": [
      "type": "object",
      "required": ["nodes"],
      "additionalProperties": false,
      "properties": .object(sections),
    ],
  ]

  /// An input of a graph.
  private static func inputDefinition(
    _ catalog: NodeCatalog, _ families: [String]
  ) -> [(key: String, value: OrderedJSON)] {
    let types = OrderedJSON.strings(catalog.types.names.filter { $0 != "Any" } + ["Choice"])
    let scalars: OrderedJSON = [
      "anyOf": [
        ["$ref": "#/definitions/scalar"],
        ["type": "array", "items": ["$ref": "#/definitions/scalar"]],
      ]
    ]
    let family: OrderedJSON = ["enum": .strings(families)]
    return [
      (key: "type", value: ["enum": types]),
      (
        key: "input",
        value: [
          "type": "object",
          "required": ["type"],
          "additionalProperties": false,
          "properties": [
            "type": [
              "description": "The type of its value: Text, or [Text] for a list.",
              "anyOf": [
                ["$ref": "#/definitions/type"],
                [
                  "type": "array", "minItems": 1, "maxItems": 1,
                  "items": ["$ref": "#/definitions/type"],
                ],
                ["type": "string", "pattern": "^\\[.+\\]$"],
              ],
            ],
            "about": ["description": "What it is for.", "$ref": "#/definitions/scalar"],
            "default": [
              "description": "Its value where a caller sets none; null for nothing.",
              "anyOf": [["$ref": "#/definitions/anything"], ["type": "null"]],
            ],
            "in": [
              "description": "What a number or a side of a Size lies within: 64..4096, 0.. or ..1.",
              "type": "string", "pattern": "\\.\\.",
            ],
            "choices": ["description": "The names that a Choice is among.", "anyOf": [scalars]],
            "family": [
              "description": "The families that a model must be of.",
              "anyOf": [family, ["type": "array", "items": family]],
            ],
            "capability": [
              "description": "What a model must be capable of.", "anyOf": [scalars],
            ],
          ],
          "allOf": .array(scalarTypes.map { defaultRule($0) }),
        ]
      ),
    ]
  }

  /// The types whose scalars are not texts.
  private static let scalarTypes: [any GraphValue.Type] = [
    Int.self, UInt64.self, Double.self, Bool.self, Size.self, Secret.self,
  ]

  /// The default of an input of some type is of that type.
  private static func defaultRule(_ type: any GraphValue.Type) -> OrderedJSON {
    [
      "if": ["required": ["type"], "properties": ["type": ["const": .string(type.typeName)]]],
      "then": [
        "properties": [
          "default": ["anyOf": .array(written(ValueType(type), nil) + [["type": "null"]])]
        ]
      ],
    ]
  }
}
