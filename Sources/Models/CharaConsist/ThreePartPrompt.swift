/// A prompt in the three parts by which CharaConsist tells the character from what is around it.
public struct ThreePartPrompt: Sendable, Hashable {
  /// Where the picture is; as a rule with a comma at its end.
  public var background: String
  /// Who is in it.
  public var character: String
  /// What they do.
  public var action: String

  /// A prompt of three parts.
  public init(background: String, character: String, action: String) {
    self.background = background
    self.character = character
    self.action = action
  }

  /// The text that the encoders read: the parts with a blank between them.
  public var text: String { "\(background) \(character) \(action)" }
}

extension FluxModel {
  /// What the words of a prompt stand for.
  ///
  /// The words of the background are as many as it has alone, with its blank; those of the foreground
  /// are all others, the action's too.
  ///
  /// - Parameters:
  ///   - prompt: The prompt.
  ///   - tokens: Length of the T5 sequence that the prompt is cut to.
  /// - Returns: The numbers of words; nil if the prompt, as far as it is read, has no words of the
  ///   background or no others.
  /// - Throws: What opening the tokenizer throws.
  public func lengths(of prompt: ThreePartPrompt, tokens: Int) throws -> PromptLengths? {
    let background = try wordCount(of: "\(prompt.background) ", tokens: tokens)
    let words = try wordCount(of: prompt.text, tokens: tokens)
    guard 0 < background, background < words else { return nil }
    return PromptLengths(background: background, words: words)
  }
}
