import Dataflow
import Foundation
import Testing

@testable import Nodes

/// `make schema-check` validates graphs against the schema with a validator that is not ours.
@Suite struct GraphSchemaTests {
  private let schema: [String: Any]

  init() throws {
    schema = try #require(
      try JSONSerialization.jsonObject(with: Data(NodeLibrary.schema.text.utf8)) as? [String: Any])
  }

  private func object(_ path: String...) throws -> [String: Any] {
    try path.reduce(schema) { object, key in
      try #require(object[key] as? [String: Any], "\(path) at \(key)")
    }
  }

  @Test func `every kind can be named, and leads to its definition`() throws {
    let kind = try object("definitions", "node", "properties", "kind")
    let forms = try #require(kind["anyOf"] as? [[String: Any]])
    #expect(forms[0]["enum"] as? [String] == NodeLibrary.catalog.kinds.names)
    #expect(forms[0]["enumDescriptions"] as? [String] == NodeLibrary.catalog.kinds.map(\.summary))
    let rules = try #require(try object("definitions", "node")["allOf"] as? [[String: Any]])
    for (rule, kind) in zip(rules, NodeLibrary.catalog.kinds) {
      let condition = try #require(
        ((rule["if"] as? [String: Any])?["properties"] as? [String: Any])?["kind"]
          as? [String: Any])
      #expect(condition["const"] as? String == kind.name)
      let definition = try #require((rule["then"] as? [String: Any])?["$ref"] as? String)
      #expect(definition == "#/definitions/\(kind.name)")
    }
    #expect(rules.count == NodeLibrary.catalog.kinds.count + 1)
  }

  @Test func `every input of every kind has its description, default and form`() throws {
    for kind in NodeLibrary.catalog.kinds {
      let definition = try object("definitions", kind.name)
      #expect(definition["additionalProperties"] as? Bool == false)
      let required = (definition["then"] as? [String: Any])?["required"] as? [String]
      #expect(required ?? [] == kind.inputs.filter(\.isRequired).map(\.name))
      let properties = try #require(definition["properties"] as? [String: [String: Any]])
      for input in kind.inputs {
        let property = try #require(properties[input.name], "\(kind.name).\(input.name)")
        let description = try #require(property["description"] as? String)
        #expect(description.hasPrefix(input.documentation))
        #expect((property["default"] != nil) == (input.defaultValue?.literalText != nil))
        let forms = try #require(property["anyOf"] as? [[String: Any]])
        #expect(!forms.isEmpty)
        if let choices = input.type.choices {
          #expect(forms[0]["enum"] as? [String] == choices)
        }
        if let minimum = input.bounds?.minimum, input.type.element == nil {
          #expect((forms[0]["minimum"] as? NSNumber)?.doubleValue == Double(minimum))
        }
      }
    }
  }

  @Test func `every definition that is referred to is there`() throws {
    let references = NodeLibrary.schema.text.matches(of: /"\$ref": "#\/definitions\/(\w+)"/)
    let definitions = try object("definitions")
    #expect(references.count > 50)
    for reference in references { #expect(definitions[String(reference.1)] != nil) }
  }
}
