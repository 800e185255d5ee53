import Dataflow
import Formats
import Testing

@testable import Nodes

@Suite struct PictureOriginTests {
  private func origin(_ texts: [(String, String)]) -> PictureOrigin {
    PictureOrigin(
      Picture(
        width: 1, height: 1, channels: 1, samples: .bits8([0]),
        texts: texts.map { Picture.Text($0.0, $0.1) }))
  }

  @Test func `what Weft writes is read back`() {
    let origin = origin([
      ("Software", "Weft 0.1.0"), ("weft-graph", "weft: 1\n"),
      ("weft-inputs", #"{"prompt":"a \"red\" hat","seed":"7"}"#), ("Title", "Mine"),
    ])
    #expect(origin.program == "Weft 0.1.0" && origin.graph == "weft: 1\n")
    #expect(origin.inputs.map(\.name) == ["prompt", "seed"])
    #expect(origin.inputs.map(\.value) == [#"a "red" hat"#, "7"])
    #expect(origin.texts == [Picture.Text("Title", "Mine")])
  }

  @Test(arguments: [
    (#"prompt"#, #"{"3": {"class_type": "KSampler"}}"#, "ComfyUI"),
    ("workflow", #"{"nodes": []}"#, "ComfyUI"),
    ("prompt", "a plain sentence", nil),
    ("invokeai_metadata", "{}", "InvokeAI"),
    ("parameters", #"{"sui_image_params": {}}"#, "SwarmUI"),
    (
      "parameters", "a hat\nSteps: 20, Sampler: Euler a, Seed: 1",
      "AUTOMATIC1111's web UI or a program like it"
    ),
    ("UserComment", "a hat\nSteps: 20, Seed: 1", "AUTOMATIC1111's web UI or a program like it"),
    ("XML:com.adobe.xmp", "<x>Draw Things</x>", "Draw Things"),
    ("Software", "NovelAI", "NovelAI"),
    ("Comment", "a hat", nil),
  ])
  func `pictures of other programs are known by their keywords`(
    keyword: String, text: String, program: String?
  ) {
    let origin = origin([(keyword, text)])
    #expect(origin.program == program)
    #expect(origin.graph == nil)
  }

  @Test(arguments: ["", "[1]", "{\"seed\": 7}", "{\"seed\""])
  func `inputs that are no texts by name are none`(text: String) {
    #expect(origin([("weft-inputs", text)]).inputs.isEmpty)
  }
}
