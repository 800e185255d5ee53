import Dataflow
import Testing

@testable import Nodes

@Suite struct FillTemplateTests {
  /// The template filled, or what is said of it.
  private func filled(_ template: String, names: String, values: String) async throws -> String? {
    let result = try await run(
      """
      nodes:
        filled: {kind: FillTemplate, template: "\(template)", names: \(names), values: \(values)}
      outputs: {filled: $filled}
      """)
    return result["filled"] as? String ?? result.failures.first.map { "\($0.cause)" }
  }

  @Test(arguments: [
    ("{n} {colour} hats {{sic}} in {colour}", "[colour, n]", "[red, 3]", "3 red hats {sic} in red"),
    ("a hat", "[colour]", "[red]", "a hat"),
    ("", "[]", "[]", ""),
    ("a {color} hat", "[colour]", "[red]", "no value is named 'color'; did you mean '{colour}'?"),
    ("a {hat}", "[colour]", "[red]", "no value is named 'hat'"),
    ("{a}", "[a, b]", "[red]", "the numbers of names and values differ: 2 and 1"),
    ("{a}", "[a, a]", "[red, blue]", "two values are named 'a'"),
    ("{a", "[a]", "[red]", "'{' stands alone in '{a'; a brace is written twice"),
  ])
  func `values go into the places of their names`(
    template: String, names: String, values: String, result: String
  ) async throws {
    #expect(try await filled(template, names: names, values: values) == result)
  }
}
