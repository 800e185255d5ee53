import Dataflow

struct VaryText: Node {
  static let summary = "Every text that a choice of words allows; RandomChoice takes one by a seed."
  static let isLight = true

  @Input(
    "The text, its choices in braces: 'a {red|blue} {hat|scarf}'. A brace itself is written twice.")
  var text: String
  @Output("The texts: a red hat, a red scarf, a blue hat, a blue scarf.") var variants: [String]

  func run(in context: NodeContext) async throws {
    let parts = try BracedText.parts(of: text).map { part in
      switch part {
      case .text(let text): [text[...]]
      case .place(let words): words.split(separator: "|", omittingEmptySubsequences: false)
      }
    }
    let count = parts.reduce(1.0) { $0 * Double($1.count) }
    guard count <= Double(IntegerRange.maximumCount) else {
      throw ValueError(
        "the choices allow \(count.display) texts, and a list has at most"
          + " \(IntegerRange.maximumCount) items")
    }
    variants = parts.reduce([""]) { texts, words in
      texts.flatMap { text in words.map { text + $0 } }
    }
  }
}
