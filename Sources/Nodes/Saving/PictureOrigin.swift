public import Formats

/// What made a picture, as the texts in its file say.
public struct PictureOrigin: Sendable {
  /// The program that made it, with its version if that is known.
  public let program: String?
  /// The graph that made it, with every input's value as its default; nil if it carries none.
  public let graph: String?
  /// The inputs that the graph was run with and their values, as written in the file.
  public let inputs: [(name: String, value: String)]
  /// All other texts, as they are.
  public let texts: [Picture.Text]

  /// Reads the texts of a picture.
  ///
  /// Which keywords other programs use: their sources, and pictures that they wrote.
  public init(_ picture: Picture) {
    graph = picture.text(Provenance.graph)
    program = picture.text(Provenance.software) ?? Self.program(of: picture)
    inputs = picture.text(Provenance.inputs).map { Self.members($0) } ?? []
    let own = [Provenance.software, Provenance.graph, Provenance.inputs]
    texts = picture.texts.filter { !own.contains($0.keyword) }
  }

  /// The program by whose keywords a picture has texts.
  private static func program(of picture: Picture) -> String? {
    if isNodes(picture.text("prompt")) || isNodes(picture.text("workflow")) { return "ComfyUI" }
    if picture.texts.contains(where: { $0.keyword.hasPrefix("invokeai_") }) { return "InvokeAI" }
    if let parameters = picture.text("parameters") ?? picture.text("UserComment") {
      if parameters.contains("sui_image_params") { return "SwarmUI" }
      if parameters.contains("Steps: ") { return "AUTOMATIC1111's web UI or a program like it" }
    }
    if picture.text("XML:com.adobe.xmp")?.contains("Draw Things") == true { return "Draw Things" }
    return nil
  }

  /// Whether a text is a JSON object of ComfyUI's nodes: other programs write plain sentences under
  /// the same keyword.
  private static func isNodes(_ text: String?) -> Bool {
    guard let text, text.hasPrefix("{") else { return false }
    return text.contains("\"class_type\"") || text.contains("\"nodes\"")
  }

  /// The members of a JSON object of texts; what is anything else says nothing of a picture.
  private static func members(_ text: String) -> [(name: String, value: String)] {
    guard let object = try? JSON(Array(text.utf8), file: Provenance.inputs),
      let members = try? object.members()
    else { return [] }
    return members.compactMap { member in
      (try? member.value.string()).map { (member.key, $0) }
    }
  }
}
