/// A path to a file or folder.
///
/// A relative path in a graph begins at the graph's folder: ``NodeContext/absolute(_:)``.
public struct Path: GraphValue, Hashable {
  /// The path as written.
  public let text: String
  /// The way to where a relative path begins, from the folder of the graph that runs.
  ///
  /// Nil for that folder. Nodes never see one: it is resolved while graphs are put together.
  private let base: String?

  /// A path.
  public init(_ text: String) {
    self.init(text, base: nil)
  }

  /// A path in a graph that lies in a folder.
  init(_ text: String, base: String?) {
    self.text = text
    self.base = base
  }

  /// The path from the folder of the graph that runs.
  var resolved: Path { base.map { Path(text.path(from: $0)) } ?? self }

  /// A path that is not empty.
  public init(literal: Literal) throws(LiteralError) {
    guard !literal.text.isEmpty else { throw LiteralError("no path is given") }
    guard !literal.text.contains("\0") else {
      throw LiteralError("\(literal.text.display) is not a Path: it holds a NUL")
    }
    self.init(literal.text)
  }

  /// The value identifies itself.
  public static var isPlain: Bool { true }

  /// The path as written.
  public var literalText: String? { text }
}
