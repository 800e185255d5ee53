import Dataflow
import Models

struct CharaConsistPrompt: Node {
  static let summary =
    "A prompt in three parts, so that the character can be told from what is around it."

  @Input("The model whose text encoders to use.") var model: Model
  @Input("Where the picture is, as a rule with a comma at its end: \"in the snow,\".")
  var background: String
  @Input("Who is in it: \"a round red critter\".") var character: String
  @Input("What they do: \"waving\".") var action: String
  @Input(
    "Length of the token sequence, padded or cut; the model's own if left out.", in: 1...4096)
  var tokens: Int?
  @Output("The prompt as the text encoders read it, and which of its words are the background's.")
  var prompt: CharacterPrompt
  @Output("The same for nodes that know no parts.") var conditioning: Conditioning
  @Output("The whole text: the parts with blanks between them.") var text: String

  func run(in context: NodeContext) async throws {
    let parts = ThreePartPrompt(background: background, character: character, action: action)
    let length = tokens ?? model.defaults.textTokens
    guard let lengths = try model.flux.lengths(of: parts, tokens: length) else {
      throw ValueError(
        background.allSatisfy(\.isWhitespace)
          ? "the background is empty; without its words the character cannot be told from it"
          : "the first \(length) tokens of the prompt hold nothing but the background")
    }
    text = parts.text
    if try model.flux.wordCount(of: text, tokens: .max) > lengths.words {
      context.note("the prompt is cut to \(lengths.words) words")
    }
    conditioning = try model.encode(text, tokens: length)
    prompt = CharacterPrompt(
      conditioning: conditioning, background: try model.encode(background, tokens: length),
      lengths: lengths)
  }
}
