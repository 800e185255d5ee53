import Dataflow
import Testing

@testable import Nodes

@Suite struct TextFromValueTests {
  @Test(arguments: [
    ("3", "", "3"), ("0.10", "", "0.10"), ("true", "", "true"), ("a hat", ", digits: 9", "a hat"),
    ("3", ", digits: 3", "003"), ("-3", ", digits: 3", "-003"), ("0.5", ", digits: 2", "00.5"),
    ("3", ", decimals: 2", "3.00"), ("0.125", ", decimals: 2", "0.13"),
    ("-0.125", ", decimals: 2", "-0.13"), ("0.04", ", decimals: 1", "0.0"),
    ("-0.04", ", decimals: 1", "0.0"), ("2.5", ", decimals: 0", "3"),
    ("1e30", ", decimals: 2", "1e+30"), ("9.75", ", decimals: 1, digits: 3", "009.8"),
  ])
  func `a value is written with the digits and decimals asked for`(
    value: String, options: String, text: String
  ) async throws {
    let result = try await run(
      """
      nodes: {text: {kind: TextFromValue, value: \(value)\(options)}}
      outputs: {text: $text}
      """)
    #expect(result["text"] as? String == text)
  }
}
