/// What a picture of a graph shows: boxes for its inputs, nodes and outputs, arrows for its links,
/// and frames around the graphs that are nodes of it.
///
/// It is the same picture in each form: ``dot``, ``mermaid`` and ``svg``. Read on in
/// `GraphDrawing+Draft.swift`, then in the forms; `LayeredLayout.swift` gives boxes their places.
public struct GraphDrawing: Sendable {
  /// What the picture is called.
  let title: String
  /// The boxes.
  let boxes: [Box]
  /// The arrows, each pair of boxes and type once.
  let arrows: [Arrow]
  /// The frames, each after the one it is in.
  let frames: [Frame]

  /// What stands for an input, a node or an output of the graph.
  struct Box: Sendable {
    /// What it is called by in the other forms: `inputs.seed`, `noise`, `outputs.picture`.
    let id: String
    /// Its first line.
    let title: String
    /// The lines below: the kind or the type, and how often the node runs.
    let details: [String]
    /// What it is for, as a sentence; may be empty.
    let about: String
    let role: Role
    /// The frame it is in.
    let frame: Int?
  }

  /// What a box stands for.
  enum Role: Sendable {
    case input, node, sink, output
  }

  /// A link.
  struct Arrow: Sendable, Hashable {
    /// The box it comes from.
    let source: Int
    /// The box it goes to.
    let target: Int
    /// The type of what travels along it.
    let label: String
    /// Whether what it comes from may not run for the box it goes to.
    let isDashed: Bool
  }

  /// What stands around the nodes of a graph that is a node.
  struct Frame: Sendable {
    /// Its first line.
    let title: String
    /// The frame it is in.
    let parent: Int?
  }
}

extension GraphDrawing {
  /// The picture with one more line in some boxes of nodes.
  ///
  /// - Parameter lines: The lines, by the ids of the nodes.
  /// - Returns: The picture.
  public func annotated(_ lines: [String: String]) -> GraphDrawing {
    let boxes = boxes.map { box in
      guard box.role == .node || box.role == .sink, let line = lines[box.id] else { return box }
      return Box(
        id: box.id, title: box.title, details: box.details + [line], about: box.about,
        role: box.role, frame: box.frame)
    }
    return GraphDrawing(title: title, boxes: boxes, arrows: arrows, frames: frames)
  }
}
