import Dataflow
import Testing

/// A graph in canonical style.
func formatted(_ text: String) throws -> String {
  try GraphFormatter.format(SourceText(file: "test.yaml", text: text))
}

/// Expects a text to be put in a style, which is kept from then on.
func expectFormat(
  _ text: String, becomes expected: String, at location: SourceLocation = #_sourceLocation
) throws {
  let once = try formatted(text)
  #expect(once == expected, sourceLocation: location)
  #expect(try formatted(once) == once, sourceLocation: location)
}
