/// All rules.
enum GraphRules {
  /// What keeps a graph from running.
  static let errors: [any GraphRule.Type] = [
    InputTypesRule.self, InputValuesRule.self, SettingsRule.self, KnownKindsRule.self,
    DeclaredInputsRule.self, RequiredInputsRule.self, LinksRule.self, TypesAgreeRule.self,
    LiteralsRule.self, SubstitutionRule.self, AbsentInputsRule.self, AbsentOutputsRule.self,
    WalkedListsRule.self, RepetitionRule.self, CyclesRule.self,
    OutputsRule.self, ModelsRule.self,
  ]

  /// What a graph that can run hardly means; not asked of a graph that cannot.
  static let warnings: [any GraphRule.Type] = [UnusedInputsRule.self, UnusedNodesRule.self]
}
