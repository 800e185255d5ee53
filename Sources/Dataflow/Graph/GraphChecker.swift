/// Checks graphs against the kinds of nodes, the models and the other graphs that there are.
public struct GraphChecker: Sendable {
  private let catalog: NodeCatalog
  private let models: (any ModelSearch)?
  private let graphs: any GraphSearch

  /// A checker.
  ///
  /// - Parameters:
  ///   - catalog: The kinds of nodes.
  ///   - models: Where models are looked for; without a search, those that graphs name are not.
  ///   - graphs: Where the graphs are read from that nodes name as their kinds.
  public init(
    catalog: NodeCatalog, models: (any ModelSearch)? = nil, graphs: any GraphSearch = NoGraphs()
  ) {
    self.catalog = catalog
    self.models = models
    self.graphs = graphs
  }

  /// Checks a graph that is to run.
  ///
  /// - Parameters:
  ///   - source: The text of the graph.
  ///   - settings: The values that the caller sets; of several for one input the last counts.
  /// - Returns: The graph, and warnings.
  /// - Throws: All faults, if the graph cannot run; warnings are left out then.
  public func graph(
    _ source: SourceText, settings: [GraphSetting] = []
  ) throws(DiagnosticList) -> (graph: CheckedGraph, warnings: DiagnosticList) {
    let judgement = judge(source, settings, moreRules: [SetInputsRule.self, SecretsRule.self])
    guard !judgement.faults.hasErrors, let draft = judgement.draft else { throw judgement.faults }
    do {
      return (try CheckedGraph(draft, made: judgement.parts), judgement.faults)
    } catch {
      throw DiagnosticList(
        [Diagnostic(position: error.position, message: error.message)], in: judgement.sources)
    }
  }

  /// All faults and warnings of a graph, some of whose inputs may have no value yet.
  public func faults(_ source: SourceText, settings: [GraphSetting] = []) -> DiagnosticList {
    judge(source, settings, moreRules: []).faults
  }

  /// The picture of a graph, some of whose inputs may have no value yet.
  ///
  /// - Throws: All faults, if the graph is wrong; models and files that are not there are none.
  public func drawing(_ source: SourceText) throws(DiagnosticList) -> GraphDrawing {
    let judgement = judge(source, [], moreRules: [])
    let isWrong = judgement.faults.diagnostics.contains { $0.severity == .error }
    guard !isWrong, let draft = judgement.draft else { throw judgement.faults }
    return GraphDrawing(draft)
  }

  /// What is found of a graph and of those that it is made of.
  private struct Judgement {
    /// The graph; nil if it cannot be read.
    let draft: GraphDraft?
    /// The graphs that it is made of.
    let parts: [GraphFile]
    let sources: [SourceText]
    let faults: DiagnosticList
  }

  private func judge(
    _ source: SourceText, _ settings: [GraphSetting], moreRules: [any GraphRule.Type]
  ) -> Judgement {
    let set = GraphFileSet(source, from: graphs)
    var faults = set.diagnostics
    var drafts: [GraphDraft] = []
    var kinds: [String: NodeKind] = [:]
    for (index, file) in set.files.enumerated() {
      let isRoot = index == set.files.count - 1
      let draft = GraphDraft(
        file, catalog: catalog, graphs: kinds, models: models, settings: isRoot ? settings : [])
      for rule in GraphRules.errors + (isRoot ? moreRules : []) { faults += rule.check(draft) }
      drafts.append(draft)
      if !isRoot {
        let name = file.path.path(relativeTo: source.folder)
        kinds[file.path.normalizedPath] = NodeKind(draft, named: name)
      }
    }
    if faults.isEmpty {
      for draft in drafts { for rule in GraphRules.warnings { faults += rule.check(draft) } }
    }
    return Judgement(
      draft: drafts.last, parts: set.files.dropLast(), sources: set.sources,
      faults: DiagnosticList(faults, in: set.sources))
  }
}
