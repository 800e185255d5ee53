import Dataflow

struct FillTemplate: Node {
  static let summary = "A text with values in its places."
  static let isLight = true

  @Input("The text, its places in braces: 'a {colour} hat'. A brace itself is written twice.")
  var template: String
  @Input("The names of the places, in any order.") var names: [String]
  @Input("What goes into each of them: a text, number, Boolean, choice or path.")
  var values: [Scalar]
  @Output("The text with the values in it.") var filled: String

  func run(in context: NodeContext) async throws {
    let texts = try NamedScalars(names, values).texts
    filled = try BracedText.parts(of: template).map { part in
      switch part {
      case .text(let text): return text
      case .place(let name):
        guard let text = texts[name] else {
          let hint = names.nearest(to: name).map { "; did you mean '{\($0)}'?" } ?? ""
          throw ValueError("no value is named '\(name)'\(hint)")
        }
        return text
      }
    }.joined()
  }
}
