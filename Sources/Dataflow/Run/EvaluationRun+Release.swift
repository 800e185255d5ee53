extension EvaluationRun {
  /// Counts a cell that will not use its sources again off their users.
  ///
  /// A source that has no user left is released; one that has not run, and now never will, counts
  /// off its own sources too.
  ///
  /// - Parameters:
  ///   - cell: The cell.
  ///   - cause: The node whose failure is the reason, if one is: what only the cell would have used
  ///     is then skipped, and that is told.
  func settle(_ cell: Int, because cause: String? = nil) {
    var settled = [cell]
    while let cell = settled.popLast() {
      for source in plan.sources[cell] {
        useCounts[source] -= 1
        guard useCounts[source] == 0 else { continue }
        switch states[source] {
        case .done: release(source)
        case .waiting where cause != nil:
          skip(source, because: cause ?? "")
          settled.append(source)
        case .waiting, .found:
          states[source] = .notNeeded
          settled.append(source)
        case .running, .released, .failed, .absent, .skipped, .notNeeded: break
        }
      }
    }
  }

  /// Gives up the results of a cell; what the store keeps is its affair.
  func release(_ cell: Int) {
    states[cell] = .released
    if services.memory != nil { held[cell] = nil }
    if !graph.nodes[cell].kind.outputs.isEmpty { tell(.released(name(cell))) }
  }

  /// Notes that a cell cannot run.
  func skip(_ cell: Int, because cause: String) {
    states[cell] = .skipped(because: cause)
    hasLosses = true
    record(cell, .skipped)
    tell(.skipped(name(cell), because: cause))
  }

  /// Keeps the plain ones among results, which cost next to nothing and which fingerprints are of.
  func keepPlain(_ values: [any GraphValue], of cell: Int) {
    let types = graph.nodes[cell].outputTypes
    guard types.contains(where: \.isPlain) else { return }
    var kept = values
    for (index, type) in types.enumerated() where !type.isPlain {
      kept[index] = ReleasedValue()
    }
    plainValues[cell] = kept
  }
}

/// What stands for a result that has been given up.
private struct ReleasedValue: GraphValue {}
