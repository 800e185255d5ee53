/// One character through several scenes, as the authors of CharaConsist write it.
///
///     fg_prompt = "a knight in silver armor,"
///     bg_act_prompts = [
///         dict(bg="In an empty background,", act=["standing"]),
///         dict(bg="on a pier at dusk,", act=["drawing a sword", "asleep"], height=720, width=1280),
///     ]
///
/// The file is Python's, and read as data: texts, numbers, lists and `dict(…)` or `{…}`, nothing else.
/// The first action of the first scene is the identity.
public struct StoryDescription: Sendable, Hashable {
  /// Some pictures at one place.
  public struct Scene: Sendable, Hashable {
    /// Where they are.
    public var background: String
    /// What the character does in each.
    public var actions: [String]
    /// Height of the pictures in pixels, where it is the scene's own.
    public var height: Int?
    /// Width of the pictures in pixels, where it is the scene's own.
    public var width: Int?
  }

  /// A picture of the story.
  public struct Entry: Sendable, Hashable {
    /// Its prompt.
    public var prompt: ThreePartPrompt
    /// Height in pixels, where it is the scene's own.
    public var height: Int?
    /// Width in pixels, where it is the scene's own.
    public var width: Int?
    /// Whether it is the first of its scene, whose background those after it see.
    public var beginsScene: Bool
  }

  /// Who is in all pictures.
  public var character: String
  /// The scenes in order, each with an action at least.
  public var scenes: [Scene]

  /// The pictures in order.
  public var entries: [Entry] {
    scenes.flatMap { scene in
      scene.actions.enumerated().map { index, action in
        Entry(
          prompt: ThreePartPrompt(
            background: scene.background, character: character, action: action),
          height: scene.height, width: scene.width, beginsScene: index == 0)
      }
    }
  }

  /// Reads the text of a file.
  ///
  /// - Throws: ``StoryError`` if it is no story.
  public init(_ text: String) throws(StoryError) {
    var reader = LiteralReader(text)
    let values = try reader.assignments()
    guard case .text(let character)? = values["fg_prompt"] else {
      throw StoryError("the story has no 'fg_prompt' that is a text")
    }
    guard case .list(let list)? = values["bg_act_prompts"], !list.isEmpty else {
      throw StoryError("the story has no 'bg_act_prompts' that is a list of scenes")
    }
    self.character = character
    var scenes: [Scene] = []
    for (index, value) in list.enumerated() {
      scenes.append(try Scene(value, number: index + 1))
    }
    self.scenes = scenes
  }
}

extension StoryDescription.Scene {
  fileprivate init(_ value: LiteralReader.Value, number: Int) throws(StoryError) {
    guard case .entries(let entries) = value else {
      throw StoryError("scene \(number) is no 'dict(bg=…, act=[…])'")
    }
    let known = ["bg", "act", "height", "width"]
    if let other = entries.keys.sorted().first(where: { !known.contains($0) }) {
      throw StoryError("scene \(number) has '\(other)', which is none of bg, act, height, width")
    }
    guard case .text(let background)? = entries["bg"] else {
      throw StoryError("scene \(number) has no 'bg' that is a text")
    }
    guard case .list(let list)? = entries["act"], !list.isEmpty else {
      throw StoryError("scene \(number) has no 'act' that is a list of texts")
    }
    self.background = background
    var actions: [String] = []
    for element in list {
      guard case .text(let action) = element else {
        throw StoryError("scene \(number) has no 'act' that is a list of texts")
      }
      actions.append(action)
    }
    self.actions = actions
    height = try Self.pixels(entries["height"], "height", number)
    width = try Self.pixels(entries["width"], "width", number)
  }

  private static func pixels(
    _ value: LiteralReader.Value?, _ name: String, _ number: Int
  ) throws(StoryError) -> Int? {
    guard let value else { return nil }
    guard case .number(let pixels) = value, pixels > 0 else {
      throw StoryError("the \(name) of scene \(number) is no number of pixels")
    }
    return pixels
  }
}

/// Why a text is no story.
public struct StoryError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, as one clause.
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
