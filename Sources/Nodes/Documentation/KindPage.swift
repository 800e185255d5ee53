public import Dataflow

/// The page of a kind in `nodes-docs`, in Markdown, made from its declaration alone.
public struct KindPage: Sendable {
  /// Where the page lies below `nodes-docs`: `Latents/NoiseLatent.md`.
  public let path: String
  /// The page.
  public let text: String

  /// The page of a kind.
  ///
  /// - Parameters:
  ///   - kind: The kind.
  ///   - group: The group of kinds it belongs to: `Latents`.
  public init(_ kind: NodeKind, in group: String) {
    path = "\(group)/\(kind.name).md"
    var parts = ["# \(kind.name)", kind.summary]
    if kind.isSink { parts.append("Runs whenever the graph does, for the file it writes.") }
    if !kind.inputs.isEmpty {
      parts.append("## Inputs")
      parts.append(
        Self.table(["input", "type", "default", "what it is"], Self.rows(of: kind.inputs)))
    }
    if !kind.outputs.isEmpty {
      parts.append("## Outputs")
      let rows = kind.outputs.map { ["`\($0.name)`", $0.type.name, $0.documentation] }
      parts.append(Self.table(["output", "type", "what it is"], rows))
    }
    text = parts.joined(separator: "\n\n") + "\n"
  }

  private static func rows(of inputs: some Collection<InputDeclaration>) -> [[String]] {
    inputs.map { input in
      let bounds = input.bounds.map { ", \($0)" } ?? ""
      return [
        "`\(input.name)`", input.type.explanation + bounds, input.defaultText, input.documentation,
      ]
    }
  }

  private static func table(_ head: [String], _ rows: [[String]]) -> String {
    ([head, head.map { _ in "---" }] + rows)
      .map { "| " + $0.map(escaped).joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }

  private static func escaped(_ cell: String) -> String {
    cell.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}

extension InputDeclaration {
  /// What stands for the input where a graph leaves it out: a scalar, `optional` or `required`.
  public var defaultText: String {
    guard let defaultValue else { return isOptional ? "optional" : "required" }
    let text = defaultValue.literalText ?? defaultValue.display
    return text.isEmpty ? "\"\"" : text
  }
}

extension ValueType {
  /// The type's name, and the names a choice is among: `SamplerName: euler, heun`.
  public var explanation: String {
    guard let choices else { return name }
    return "\(name): \(choices.joined(separator: ", "))"
  }
}
