import Testing

@testable import Dataflow

@Suite struct NodeKindTests {
  let kind = NodeKind(Sketch.self)

  @Test func `a kind is named for its type and describes its ports in order`() {
    #expect(kind.name == "Sketch")
    #expect(kind.summary == "Draws.")
    #expect(kind.revision == 1)
    #expect(!kind.isSink)
    #expect(
      kind.inputs.names == [
        "width", "guidance_scale", "seed", "style", "mask", "names", "fallback", "strength",
      ])
    #expect(kind.outputs.names == ["picture", "step_count"])
    #expect(kind.outputs["step_count"]?.type.name == "Integer")
    #expect(kind.outputs["picture"]?.documentation == "The picture.")
  }

  @Test func `an input's type, default, bounds and need follow from its declaration`() throws {
    let width = try #require(kind.inputs["width"])
    #expect(width.type.name == "Integer" && !width.isRequired)
    #expect(width.defaultValue?.literalText == "1024")
    #expect(width.bounds?.description == "64..4096, multiples of 16")
    let seed = try #require(kind.inputs["seed"])
    #expect(seed.type.name == "Seed" && seed.isRequired)
    let style = try #require(kind.inputs["style"])
    #expect(style.type.choices == ["ink", "oil"] && style.defaultValue?.literalText == "oil")
    let mask = try #require(kind.inputs["mask"])
    #expect(mask.type.name == "Picture" && mask.isOptional && !mask.isRequired)
    let names = try #require(kind.inputs["names"])
    #expect(names.type.name == "[Text]" && names.type.element?.name == "Text")
    let fallback = try #require(kind.inputs["fallback"])
    #expect(fallback.isLazy && fallback.isRequired && fallback.type.name == "Picture")
    let strength = try #require(kind.inputs["strength"])
    #expect(strength.bounds?.description == "0..1" && strength.isOptional)
  }

  @Test func `a node runs with the arguments it is given`() async throws {
    let values = try await kind.run(
      [
        .value(64), .value(2.0), .value(UInt64.max), .value(Style.ink), .absent,
        .value(["a", "b"]), .lazy { Picture(strokes: 3) }, .absent,
      ], in: NodeContext())
    #expect(values[0] as? Picture == Picture(strokes: 69))
    #expect(values[1] as? Int == 7)
  }

  @Test(arguments: [
    (NodeArgument.value(65), "input 'width': 65 must be a multiple of 16, such as 64 or 80"),
    (.value(32), "input 'width': 32 must be in 64..4096"),
    (.value("wide"), "input 'width': a Text where Integer is wanted"),
    (.absent, "input 'width': no value for an input of type Integer"),
  ])
  func `a value that does not fit its input is named`(
    argument: NodeArgument, message: String
  )
    async throws
  {
    let error = await #expect(throws: NodeFault.self) {
      try await kind.run(
        [argument] + [NodeArgument](repeating: .absent, count: 7), in: NodeContext())
    }
    #expect(error?.description == message)
  }

  @Test func `an output that is not set is named`() async throws {
    let error = await #expect(throws: NodeFault.self) {
      try await NodeKind(Forgetful.self).run([], in: NodeContext())
    }
    #expect(error?.description == "it ended without setting its output 'answer'")
  }

  @Test func `a node can be set up, run and read without an engine`() async throws {
    var node = Sketch()
    node.seed = 1
    node.fallback = Lazy { Picture(strokes: 0) }
    try await node.run(in: NodeContext())
    #expect(node.picture == Picture(strokes: 1024))
  }

  @Test func `a lazy input is computed when it is called`() async throws {
    let lazy = try #require(Lazy<Int>.from(.lazy { 5 }))
    #expect(try await lazy() == 5)
    #expect(Lazy<Int>.from(.value("five")) == nil)
    let absent = try #require(Lazy<Int?>.from(.absent))
    #expect(try await absent() == nil)
    let guarded = try #require(Lazy<Int?>.from(.lazy { nil }))
    #expect(try await guarded() == nil)
    let needed = try #require(Lazy<Int>.from(.lazy { nil }))
    await #expect(throws: ArgumentError.self) { try await needed() }
  }
}

private struct Picture: GraphValue, Equatable {
  var strokes: Int
}

private struct Sketch: Node {
  static let summary = "Draws."

  @Input("In pixels.", in: 64...4096, multipleOf: 16) var width = 1024
  @Input("How close to the words.", in: 0...) var guidanceScale = 3.5
  @Input("Seed.") var seed: UInt64
  @Input("Style.") var style = Style.oil
  @Input("Where.") var mask: Picture?
  @Input("Who.") var names: [String] = []
  @Input("What else.") var fallback: Lazy<Picture>
  @Input("How much.", in: 0...1) var strength: Double?
  @Output("The picture.") var picture: Picture
  @Output("Steps.") var stepCount: Int

  func run(in context: NodeContext) async throws {
    picture = Picture(strokes: width + names.count + (try await fallback()).strokes)
    stepCount = 7
  }
}

private struct Forgetful: Node {
  static let summary = "Forgets."
  @Output("Never set.") var answer: Int
  func run(in context: NodeContext) async throws {}
}
