/// One run of a graph.
///
/// An actor, because a node that asks for a lazy input comes back into the run while the run waits
/// for the node. Values, failures and who may still use what are its state; see ``Evaluator`` for
/// the algorithm.
actor EvaluationRun {
  private let graph: CheckedGraph
  private let demand: Demand
  private let plan: RunPlan
  private let models: any ModelSearch
  private let outputFolder: String
  private let handler: @Sendable (EvaluationEvent) -> Void

  private var states: [State]
  private var useCounts: [Int]
  private var failures: [NodeFailure] = []
  /// For each node that is computing a lazy input, those of its inputs that wait for their turn.
  private var turns: [Int: [CheckedContinuation<Void, Never>]] = [:]

  /// How far a cell is.
  private enum State {
    case waiting
    case running
    case done([any GraphValue])
    case released
    case failed
    /// It cannot run, or nothing that can run needs it, because a node failed.
    case skipped(because: Int)
    /// Only lazy inputs might have asked for it, and none did.
    case notNeeded
  }

  init(
    _ graph: CheckedGraph, _ demand: Demand, models: any ModelSearch, outputFolder: String,
    handler: @escaping @Sendable (EvaluationEvent) -> Void
  ) {
    self.graph = graph
    self.demand = demand
    self.models = models
    self.outputFolder = outputFolder
    self.handler = handler
    plan = RunPlan(graph, demand)
    states = [State](repeating: .waiting, count: graph.nodes.count)
    useCounts = plan.useCounts
  }

  func run() async -> RunResult {
    handler(.planned(plan.order.map { graph.nodes[$0].id }))
    var isCancelled = false
    do {
      for node in plan.order { try await take(node) }
    } catch {
      isCancelled = true
    }
    return RunResult(outputs: outputs(), failures: failures, isCancelled: isCancelled)
  }

  /// Gets the results of a node: by running it, or from the node that it is equal to.
  ///
  /// - Throws: `CancellationError` if the run is cancelled. A node that fails does not throw here.
  private func take(_ node: Int) async throws(CancellationError) {
    guard let cell = plan.cells[node] else { return }
    switch states[cell] {
    case .waiting:
      guard !Task.isCancelled else {
        handler(.cancelled(graph.nodes[cell].id))
        throw CancellationError()
      }
      try await compute(cell)
    case .skipped(let cause):
      handler(.skipped(graph.nodes[node].id, because: graph.nodes[cause].id))
    case .failed where node != cell:
      handler(.skipped(graph.nodes[node].id, because: graph.nodes[cell].id))
    case .done where node != cell, .released where node != cell:
      handler(.reused(graph.nodes[node].id, from: graph.nodes[cell].id))
    case .running, .done, .released, .failed, .notNeeded:
      break
    }
  }

  private func compute(_ cell: Int) async throws(CancellationError) {
    let node = graph.nodes[cell]
    let arguments = zip(node.kind.inputs, node.bindings).map { input, binding in
      argument(binding, for: input, of: cell)
    }
    states[cell] = .running
    handler(.started(node.id))
    let start = ContinuousClock.now
    do {
      let values = try await node.run(arguments, in: context(for: node))
      states[cell] = .done(values)
      handler(.finished(node.id, time: .now - start))
      if useCounts[cell] == 0 { release(cell) }
      settle(cell)
    } catch let failure as SourceFailure {
      skip(cell, because: failure.cell)
      handler(.skipped(node.id, because: graph.nodes[failure.cell].id))
    } catch {
      if Task.isCancelled, error is CancellationError {
        handler(.cancelled(node.id))
        throw CancellationError()
      }
      let failure = NodeFailure(
        node: node.id, kind: node.kind.name, position: node.position, cause: error)
      failures.append(failure)
      states[cell] = .failed
      handler(.failed(failure))
      skipConsumers(of: cell, because: cell)
      settle(cell, because: cell)
    }
  }

  private func context(for node: CheckedNode) -> NodeContext {
    let (handler, graph, id) = (handler, graph, node.id)
    return NodeContext(
      node: id, folder: node.folder, outputFolder: outputFolder, models: models,
      graph: ResolvedGraph(graph)
    ) { report in
      switch report {
      case .progress(let step, let count): handler(.progress(id, step: step, count: count))
      case .wrote(let path): handler(.wrote(id, path: path))
      case .note(let message): handler(.note(id, message: message))
      }
    }
  }
}

// MARK: - Values

extension EvaluationRun {
  private func argument(
    _ binding: Binding, for input: InputDeclaration, of consumer: Int
  ) -> NodeArgument {
    if input.isLazy, !binding.isKnown {
      return .lazy { try await self.lazyValue(binding, of: consumer) }
    }
    return value(binding).map { .value($0) } ?? .absent
  }

  /// The value of a binding whose sources are done.
  private func value(_ binding: Binding) -> (any GraphValue)? {
    switch binding {
    case .value(let value): return value
    case .parameter, .absent: return nil
    case .output(let node, let output, let type):
      guard let cell = plan.cells[node], case .done(let values) = states[cell] else { return nil }
      return type?.converting(values[output]) ?? values[output]
    case .list(let elements, let element):
      let values = elements.compactMap { value($0) }
      return values.count == elements.count ? element.list(of: values) : nil
    }
  }

  /// Runs what a lazy input needs and has not yet run.
  ///
  /// - Throws: ``SourceFailure`` if that cannot be had, `CancellationError` if the run is cancelled.
  private func lazyValue(_ binding: Binding, of consumer: Int) async throws -> (any GraphValue)? {
    await beginTurn(of: consumer)
    defer { endTurn(of: consumer) }
    var roots: [Int] = []
    binding.forEachSource { roots.append($0) }
    guard case .running = states[consumer] else {
      throw SourceFailure(
        cell: consumer, description: "a lazy input was asked for after its node had ended")
    }
    let order = graph.order(from: roots.filter { isWaiting($0) }) { node in
      graph.sources(of: node, where: { !$0.isLazy }).filter { isWaiting($0) }
    }
    for node in order { try await take(node) }
    guard let value = value(binding) else {
      let cause = roots.lazy.compactMap { self.failedCell(behind: $0) }.first ?? consumer
      let id = graph.nodes[cause].id
      throw SourceFailure(cell: cause, description: "node '\(id)' failed")
    }
    return value
  }

  private func isWaiting(_ node: Int) -> Bool {
    guard let cell = plan.cells[node], case .waiting = states[cell] else { return false }
    return true
  }

  private func failedCell(behind node: Int) -> Int? {
    guard let cell = plan.cells[node] else { return nil }
    return switch states[cell] {
    case .failed: cell
    case .skipped(let cause): cause
    case .waiting, .running, .done, .released, .notNeeded: nil
    }
  }

  /// Lets one lazy input of a node compute at a time, in the order in which they are asked for.
  private func beginTurn(of consumer: Int) async {
    guard turns[consumer] != nil else {
      turns[consumer] = []
      return
    }
    await withCheckedContinuation { turns[consumer]?.append($0) }
  }

  private func endTurn(of consumer: Int) {
    guard turns[consumer]?.isEmpty == false else {
      turns[consumer] = nil
      return
    }
    turns[consumer]?.removeFirst().resume()
  }

  private func outputs() -> [RunResult.Output] {
    let named = demand.outputs.compactMap { index -> RunResult.Output? in
      let output = graph.outputs[index]
      return value(output.binding).map { RunResult.Output(name: output.name, value: $0) }
    }
    guard demand.wantsNodeValues else { return named }
    return named
      + demand.nodes.flatMap { node -> [RunResult.Output] in
        let (id, kind) = (graph.nodes[node].id, graph.nodes[node].kind)
        return kind.outputs.names.enumerated().compactMap { index, name in
          value(.output(node: node, output: index, as: nil))
            .map { RunResult.Output(name: "\(id).\(name)", value: $0) }
        }
      }
  }
}

// MARK: - Giving up what is no longer needed

extension EvaluationRun {
  /// Counts a cell that will not use its sources again off their users.
  ///
  /// A source that has no user left is released; one that has not run, and now never will, counts
  /// off its own sources too.
  private func settle(_ cell: Int, because cause: Int? = nil) {
    var settled = [cell]
    while let cell = settled.popLast() {
      for source in plan.sources[cell].strict + plan.sources[cell].lazy {
        useCounts[source] -= 1
        guard useCounts[source] == 0 else { continue }
        switch states[source] {
        case .done: release(source)
        case .waiting:
          states[source] = cause.map { .skipped(because: $0) } ?? .notNeeded
          settled.append(source)
        case .running, .released, .failed, .skipped, .notNeeded: break
        }
      }
    }
  }

  private func release(_ cell: Int) {
    states[cell] = .released
    if !graph.nodes[cell].kind.outputs.isEmpty { handler(.released(graph.nodes[cell].id)) }
  }

  private func skip(_ cell: Int, because cause: Int) {
    states[cell] = .skipped(because: cause)
    skipConsumers(of: cell, because: cause)
    settle(cell, because: cause)
  }

  /// Skips all that cannot run without a cell.
  private func skipConsumers(of cell: Int, because cause: Int) {
    var waiting = plan.consumers[cell]
    while let consumer = waiting.popLast() {
      guard case .waiting = states[consumer] else { continue }
      states[consumer] = .skipped(because: cause)
      waiting += plan.consumers[consumer]
      settle(consumer, because: cause)
    }
  }
}
