import Testing

@testable import Models

@Suite struct StoryDescriptionTests {
  @Test func `scenes are read, and their pictures in order`() throws {
    let story = try StoryDescription(
      """
      # The authors' form.
      fg_prompt = "a knight, " 'in silver'
      bg_act_prompts = [
          dict(
              bg = "empty,",
              act = ["standing"],
          ),
          {"bg": 'a pier,', "act": ["drawing a \\"sword\\"", "asleep"], "height": 720, "width": 1280},
      ]
      """)
    #expect(story.character == "a knight, in silver")
    #expect(story.scenes.map(\.background) == ["empty,", "a pier,"])
    let entries = story.entries
    #expect(entries.map(\.prompt.action) == ["standing", "drawing a \"sword\"", "asleep"])
    #expect(entries.map(\.beginsScene) == [true, true, false])
    #expect(entries.map(\.height) == [nil, 720, 720])
    #expect(entries.map(\.width) == [nil, 1280, 1280])
  }

  @Test(arguments: [
    ("bg_act_prompts = []", "the story has no 'fg_prompt' that is a text"),
    ("fg_prompt = 'a'", "the story has no 'bg_act_prompts' that is a list of scenes"),
    (
      "fg_prompt = 'a'\nbg_act_prompts = ['x']", "scene 1 is no 'dict(bg=…, act=[…])'"
    ),
    (
      "fg_prompt = 'a'\nbg_act_prompts = [dict(bg='b', act=['c'], hight=3)]",
      "scene 1 has 'hight', which is none of bg, act, height, width"
    ),
    (
      "fg_prompt = 'a'\nbg_act_prompts = [dict(bg='b', act=[])]",
      "scene 1 has no 'act' that is a list of texts"
    ),
    (
      "fg_prompt = 'a'\nbg_act_prompts = [dict(act=['b'])]", "scene 1 has no 'bg' that is a text"
    ),
    (
      "fg_prompt = 'a'\nbg_act_prompts = [dict(bg='b', act=['c'], width='w')]",
      "the width of scene 1 is no number of pixels"
    ),
    ("import os", "line 1 has 'o' where '=' is wanted"),
    ("a = open('x')", "line 1 has 'open', which is no text, number, list or dict"),
    ("a = 'x", "the text in line 1 does not end"),
    ("a = [1,\n2", "line 2 ends where ',' is wanted"),
    ("a = dict(b=1, b=2)", "line 1 gives 'b' twice"),
    ("a = 1.5", "line 1 has '1.5', which is no whole number"),
    ("a = [[[[[[[[[1]]]]]]]]]", "line 1 nests too deep"),
  ])
  func `what is no story is refused`(_ text: String, _ message: String) {
    let error = #expect(throws: StoryError.self) { try StoryDescription(text) }
    #expect(error?.description == message)
  }
}
