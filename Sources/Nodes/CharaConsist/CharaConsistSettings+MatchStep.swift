import Dataflow
import Models

extension CharaConsistSettings {
  /// Settles masks and matches in the step that a graph names; where it names none, in the scaled one.
  ///
  /// - Throws: ``ValueError`` if the run has no such step.
  mutating func match(in step: Int?) throws(ValueError) {
    guard let step else { return }
    guard step < steps else {
      throw ValueError("'match_step' is \(step), and the last step of \(steps) is \(steps - 1)")
    }
    matchingStep = step
  }
}
