/// Checks graphs against the kinds of nodes and the models that there are.
public struct GraphChecker: Sendable {
  private let catalog: NodeCatalog
  private let models: (any ModelSearch)?

  /// A checker; without a search, the models that graphs name are not looked for.
  public init(catalog: NodeCatalog, models: (any ModelSearch)? = nil) {
    self.catalog = catalog
    self.models = models
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
    let (draft, faults) = judge(source, settings, moreRules: [SetInputsRule.self])
    let list = DiagnosticList(faults, in: source)
    guard !list.hasErrors, let draft else { throw list }
    do {
      return (try CheckedGraph(draft), list)
    } catch {
      throw DiagnosticList(
        [Diagnostic(position: error.position, message: error.message)], in: source)
    }
  }

  /// All faults and warnings of a graph, some of whose inputs may have no value yet.
  public func faults(_ source: SourceText, settings: [GraphSetting] = []) -> DiagnosticList {
    DiagnosticList(judge(source, settings, moreRules: []).faults, in: source)
  }

  private func judge(
    _ source: SourceText, _ settings: [GraphSetting], moreRules: [any GraphRule.Type]
  ) -> (draft: GraphDraft?, faults: [Diagnostic]) {
    var (file, faults) = GraphFile.read(source)
    guard let file else { return (nil, faults) }
    let draft = GraphDraft(file, catalog: catalog, models: models, settings: settings)
    for rule in GraphRules.errors + moreRules { faults += rule.check(draft) }
    if faults.isEmpty {
      for rule in GraphRules.warnings { faults += rule.check(draft) }
    }
    return (draft, faults)
  }
}
