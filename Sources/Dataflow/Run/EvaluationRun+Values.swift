extension EvaluationRun {
  /// What an input of a cell is given.
  func argument(
    _ binding: Binding, _ place: Int, of cell: Int
  ) -> NodeArgument {
    let input = graph.nodes[cell].kind.inputs[place]
    if input.isLazy, !binding.isKnown {
      return .lazy { try await self.lazyValue(place, of: cell) }
    }
    return (value(binding) ?? input.defaultValue).map { .value($0) } ?? .absent
  }

  /// The value of a binding whose sources are done; nil if it is absent or they are not.
  func value(_ binding: Binding) -> (any GraphValue)? {
    switch binding {
    case .value(let value): return value
    case .absent: return nil
    case .parameter(let index, let type):
      return scope.parameters[index].value.map { type?.converting($0) ?? $0 }
    case .output(let node, let output, let type):
      return result(of: node, output).map { type?.converting($0) ?? $0 }
    case .text(let parts, let type):
      let values = parts.compactMap { value($0) }
      return values.count == parts.count ? try? type.joining(values) : nil
    case .list(let elements, let element):
      // An element that is absent is left out, one that failed is not.
      let values = elements.compactMap { value($0) }
      let isWhole = values.count == elements.count || elements.allSatisfy { isSettled($0) }
      return isWhole ? element.list(of: values) : nil
    }
  }

  /// One result of a node, if it is at hand.
  private func result(of node: Int, _ output: Int) -> (any GraphValue)? {
    guard let cell = plan.cells[node] else { return nil }
    if case .done(let values) = states[cell] { return values[output] }
    return plainResult(of: cell, output)
  }

  /// A plain result of a cell that is done, or that has been found.
  func plainResult(of cell: Int, _ output: Int) -> (any GraphValue)? {
    let type = graph.nodes[cell].outputTypes[output]
    guard type.isPlain else { return nil }
    if let values = plainValues[cell] { return values[output] }
    return switch states[cell] {
    case .found(.memory(let values)): values[output]
    case .found(.disk(let entry)):
      entry.outputs.indices.contains(output) ? try? entry.outputs[output].value(as: type) : nil
    default: nil
    }
  }

  /// Whether a binding has a value or is absent.
  private func isSettled(_ binding: Binding) -> Bool {
    switch binding {
    case .value, .absent, .parameter: true
    case .list(let parts, _), .text(let parts, _): parts.allSatisfy { isSettled($0) }
    case .output(let node, let output, _):
      if let cell = plan.cells[node], case .absent = states[cell] {
        true
      } else {
        result(of: node, output) != nil
      }
    }
  }

  /// Runs what a lazy input needs and has not yet run.
  ///
  /// - Returns: The value; nil if it is absent.
  /// - Throws: ``SourceFailure`` if it cannot be had, `CancellationError` if the run is cancelled.
  private func lazyValue(_ place: Int, of cell: Int) async throws -> (any GraphValue)? {
    await beginTurn(of: cell)
    defer { endTurn(of: cell) }
    guard case .running = states[cell] else {
      throw SourceFailure(
        node: name(cell), description: "a lazy input was asked for after its node had ended")
    }
    let binding = graph.nodes[cell].bindings[place]
    if asked[cell]?.contains(place) != true { asked[cell, default: []].append(place) }
    var roots: [Int] = []
    binding.forEachSource { roots.append($0) }
    let start = ContinuousClock.now
    for root in roots { try await obtain([root]) }
    lazyTimes[cell, default: .zero] += ContinuousClock.now - start
    if let cause = roots.lazy.compactMap({ self.failure(behind: $0) }).first {
      throw SourceFailure(node: cause, description: "node '\(cause)' failed")
    }
    return value(binding) ?? graph.nodes[cell].kind.inputs[place].defaultValue
  }

  /// The node whose failure keeps a node from having a result.
  func failure(behind node: Int) -> String? {
    guard let cell = plan.cells[node] else { return nil }
    return switch states[cell] {
    case .failed: name(cell)
    case .skipped(let cause): cause
    default: nil
    }
  }

  /// Lets one lazy input of a node compute at a time, in the order in which they are asked for.
  private func beginTurn(of cell: Int) async {
    guard turns[cell] != nil else {
      turns[cell] = []
      return
    }
    await withCheckedContinuation { turns[cell]?.append($0) }
  }

  private func endTurn(of cell: Int) {
    guard turns[cell]?.isEmpty == false else {
      turns[cell] = nil
      return
    }
    turns[cell]?.removeFirst().resume()
  }
}
