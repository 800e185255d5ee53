public import Dataflow
public import Testing

/// A graph in whose text places are marked: `①widht: 768`.
public struct MarkedGraph {
  /// The text without its marks.
  public let text: String
  /// The line and the column of each mark, counted from 1.
  public let places: [String: Place]

  /// A place in the text.
  public struct Place: Hashable {
    /// Line, counted from 1.
    public let line: Int
    /// Column in Unicode scalars, counted from 1.
    public let column: Int
  }

  /// Takes the marks `①` to `⑳` out of a text.
  public init(_ marked: String) {
    var text = String.UnicodeScalarView()
    var places: [String: Place] = [:]
    var (line, column) = (1, 1)
    for scalar in marked.unicodeScalars {
      if ("\u{2460}"..."\u{2473}").contains(scalar) {
        places[String(scalar)] = Place(line: line, column: column)
        continue
      }
      text.append(scalar)
      (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
    }
    self.text = String(text)
    self.places = places
  }
}

/// Expects a checker to find certain faults in a graph and no others.
///
/// - Parameters:
///   - marked: The text of the graph, with marks; `weft: 1` is put before it.
///   - expected: The message at each mark, at an option such as `--set width`, or at a place in
///     another file such as `part.yaml:3:5`; a warning is
///     preceded by `warning: `, and something missing by `missing: `. Several messages at one mark
///     are lines.
///   - checker: The checker.
///   - settings: What the caller sets.
///   - location: Where the test expects it.
public func expectFaults(
  _ marked: String, _ expected: [String: String], by checker: GraphChecker,
  settings: [GraphSetting] = [], at location: SourceLocation = #_sourceLocation
) {
  let graph = MarkedGraph("weft: 1\n" + marked)
  let source = SourceText(file: "test.yaml", text: graph.text)
  var found: [String: [String]] = [:]
  for fault in checker.faults(source, settings: settings).diagnostics {
    let position = fault.position
    let place = MarkedGraph.Place(line: position.line, column: position.column)
    let mark =
      position.line == 0
      ? position.file
      : position.file != source.file
        ? "\(position)"
        : graph.places.first { $0.value == place }?.key ?? "\(place.line):\(place.column)"
    let severity = fault.severity == .error ? "" : "\(fault.severity.rawValue): "
    found[mark, default: []].append(severity + fault.message)
  }
  let messages = found.mapValues { $0.joined(separator: "\n") }
  for mark in Set(messages.keys).union(expected.keys).sorted() {
    #expect(messages[mark] == expected[mark], "at \(mark)", sourceLocation: location)
  }
}
