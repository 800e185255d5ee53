/// Every secret that a graph is given is where it is said to be.
///
/// Asked only before a run: a graph is right on a machine that lacks its secrets.
enum SecretsRule: GraphRule {
  static func check(_ draft: GraphDraft) -> [Diagnostic] {
    draft.inputs.compactMap { input in
      guard let value = input.value, case .value(let given as Secret) = value.content else {
        return nil
      }
      do throws(SecretFault) {
        _ = try given.beginning(in: draft.file.folder).reveal()
        return nil
      } catch {
        return .notFound(error, input, value.position)
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func notFound(
    _ fault: SecretFault, _ input: GraphDraft.Input, _ position: SourcePosition
  ) -> Diagnostic {
    Diagnostic(
      position: position, message: "input '\(input.syntax.name.value)': \(fault)",
      severity: .missing)
  }
}
