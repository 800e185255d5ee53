/// Something that is true of every graph that can run.
///
/// A rule is one file with its messages private to it, and one test file of the same name. It
/// reports every breach, each where its author mends it, and leaves alone what another rule
/// reports. It takes time linear in the size of the graph and does not recurse along edges.
protocol GraphRule: SendableMetatype {
  /// The breaches of the rule in a graph, in any order.
  static func check(_ draft: GraphDraft) -> [Diagnostic]
}

/// All rules.
enum GraphRules {
  /// What keeps a graph from running.
  static let errors: [any GraphRule.Type] = [
    InputTypesRule.self, InputValuesRule.self, SettingsRule.self, KnownKindsRule.self,
    DeclaredInputsRule.self, RequiredInputsRule.self, LinksRule.self, TypesAgreeRule.self,
    LiteralsRule.self, SubstitutionRule.self, CyclesRule.self, OutputsRule.self, ModelsRule.self,
  ]

  /// What a graph that can run hardly means; not asked of a graph that cannot.
  static let warnings: [any GraphRule.Type] = [UnusedInputsRule.self, UnusedNodesRule.self]
}
