/// Every value that a caller sets is for an input that the graph has.
enum SettingsRule: GraphRule {
  static func check(_ draft: GraphDraft) -> [Diagnostic] {
    var suggester = NameSuggester(draft.file.inputs.map(\.name.value))
    return draft.settings.filter { draft.inputIndex[$0.name] == nil }
      .map { .unknownInput($0, hint: suggester.hint(for: $0.name)) }
  }
}

extension Diagnostic {
  fileprivate static func unknownInput(_ setting: GraphSetting, hint: String) -> Diagnostic {
    Diagnostic(
      position: setting.position, message: "the graph has no input '\(setting.name)'\(hint)")
  }
}
