/// Something that is true of every graph that can run.
///
/// A rule is one file with its messages private to it, and one test file of the same name. It
/// reports every breach, each where its author mends it, and leaves alone what another rule
/// reports. It takes time linear in the size of the graph and does not recurse along edges.
protocol GraphRule: SendableMetatype {
  /// The breaches of the rule in a graph, in any order.
  static func check(_ draft: GraphDraft) -> [Diagnostic]
}
