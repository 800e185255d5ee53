import Dataflow
import Formats

/// What made a picture, as texts in its file.
///
/// `Software` names Weft and its version, `weft-graph` is the graph with every input's value as its
/// default, which runs again, and `weft-inputs` the values alone, as a JSON object of texts. Nothing
/// in them depends on when, where or on how many threads the picture was made. ``PictureOrigin``
/// reads them.
struct Provenance {
  /// The texts, in the order of the file; a picture that no graph made has the first alone.
  let texts: [Picture.Text]

  static let software = "Software"
  static let graph = "weft-graph"
  static let inputs = "weft-inputs"

  init(_ graph: ResolvedGraph) {
    var texts = [Picture.Text(Self.software, "Weft \(Version.current)")]
    if !graph.text.isEmpty {
      texts.append(Picture.Text(Self.graph, graph.text))
      let inputs = graph.inputs.map { "\(JSON.quoted($0.name)):\(JSON.quoted($0.value))" }
      texts.append(Picture.Text(Self.inputs, "{\(inputs.joined(separator: ","))}"))
    }
    self.texts = texts
  }
}
