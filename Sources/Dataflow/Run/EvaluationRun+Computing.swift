extension EvaluationRun {
  /// Runs the node of a cell, all that it is made of being there.
  func compute(_ cell: Int) async throws(CancellationError) {
    guard !Task.isCancelled else {
      tell(.cancelled(name(cell)))
      throw CancellationError()
    }
    // What it is made of may have become known only now.
    identify(cell)
    lookUp(cell)
    if case .found = states[cell] { return }
    if let values = sharedResult(of: cell) { return adopt(values, by: cell, from: .memory) }
    guard isKeptOnDisk(cell), !services.isRehearsal, case .known(let fingerprint) = identities[cell]
    else {
      return try await computeUnclaimed(cell)
    }
    let claim = try await claim(fingerprint, for: cell)
    if case .found = states[cell] {
      early.removeValue(forKey: cell)?.cancel()
      return
    }
    try await computeUnclaimed(cell)
    withExtendedLifetime(claim) {}
  }

  private func computeUnclaimed(_ cell: Int) async throws(CancellationError) {
    let node = graph.nodes[cell]
    states[cell] = .running
    if node.kind.hasLazyInputs { asked[cell] = [] }
    tell(.started(name(cell)))
    let start = ContinuousClock.now
    let peakBefore = services.meter?.restartPeak()
    do {
      let values = try await results(of: cell)
      var time = ContinuousClock.now - start
      if node.kind.hasLazyInputs {
        time -= lazyTimes.removeValue(forKey: cell) ?? .zero
        if let fingerprint = strictFingerprint(of: cell) {
          identifyByRun(cell, start: fingerprint)
        } else {
          identities[cell] = .none
        }
      }
      become(cell, values)
      // Kept first: what is said to be finished is not lost, whatever happens next.
      keep(values, of: cell, time)
      record(cell, .ran(time))
      tell(.finished(name(cell), time: time, peakBytes: services.meter?.peakBytes))
      if useCounts[cell] == 0 { release(cell) }
      settle(cell)
      keepToMemory()
    } catch let failure as SourceFailure {
      skip(cell, because: failure.node)
      if services.failsFast { throw CancellationError() }
      settle(cell, because: failure.node)
    } catch {
      if Task.isCancelled, error is CancellationError {
        tell(.cancelled(name(cell)))
        throw CancellationError()
      }
      let failure = NodeFailure(
        node: name(cell), kind: node.kind.name, position: node.position, cause: error)
      failures.append(failure)
      states[cell] = .failed
      hasLosses = true
      record(cell, .failed)
      tell(.failed(failure))
      if services.failsFast { throw CancellationError() }
      settle(cell, because: name(cell))
    }
    if node.kind.hasLazyInputs { asked[cell] = nil }
    if let peakBefore { services.meter?.raisePeak(to: peakBefore) }
  }

  private func results(of cell: Int) async throws -> [any GraphValue] {
    let node = graph.nodes[cell]
    if let loop = node.loop { return try await run(loop, of: cell) }
    if services.isRehearsal, !node.kind.isRehearsed { throw NotRehearsed(isSink: node.kind.isSink) }
    if !early.isEmpty, let run = early.removeValue(forKey: cell) {
      defer { startEarly() }
      let (handler, id) = (services.handler, name(cell))
      return try await run.results { handler(EvaluationEvent($0, of: id)) }
    }
    let arguments = node.bindings.indices.map { argument(node.bindings[$0], $0, of: cell) }
    let steps = steps(of: cell)
    let values = try await node.run(arguments, in: context(for: cell, steps: steps))
    steps?.forget()
    return values
  }

  /// What a node has besides its inputs.
  func context(for cell: Int, steps: NodeSteps?) -> NodeContext {
    let (whole, node) = (scope.whole, graph.nodes[cell])
    let (handler, id) = (services.handler, name(cell))
    return NodeContext(
      node: id, folder: node.folder, outputFolder: services.outputFolder, models: services.models,
      graph: ResolvedGraph(whole), steps: steps, memory: memoryLeft,
      isRehearsal: services.isRehearsal
    ) { handler(EvaluationEvent($0, of: id)) }
  }

  private func steps(of cell: Int) -> NodeSteps? {
    guard services.keepsSteps, let cache = services.store.cache,
      case .known(let fingerprint) = identities[cell]
    else { return nil }
    return NodeSteps(cache: cache, fingerprint: fingerprint)
  }
}

// MARK: - Keeping results

extension EvaluationRun {
  private func keep(_ values: [any GraphValue], of cell: Int, _ time: Duration) {
    let node = graph.nodes[cell]
    guard case .known(let fingerprint) = identities[cell], node.kind.isReusable, node.loop == nil
    else { return }
    if let shared = scope.shared, shared.isSame[cell] { shared.keep(values, of: fingerprint) }
    guard !services.isRehearsal else { return }
    let seconds = time / .seconds(1)
    let evicted = services.store.keepInMemory(
      values, of: fingerprint, seconds: seconds, node: name(cell))
    for node in evicted { tell(.evicted(node)) }
    if isKeptOnDisk(cell),
      let failure = services.store.keepOnDisk(
        values, of: fingerprint, kind: node.kind.name, seconds: seconds)
    {
      tell(.note(name(cell), message: "\(failure)"))
    }
  }

  /// The result of a cell that an earlier turn of the loop has made.
  private func sharedResult(of cell: Int) -> [any GraphValue]? {
    guard let shared = scope.shared, case .known(let fingerprint) = identities[cell],
      graph.nodes[cell].kind.isReusable
    else { return nil }
    return shared[fingerprint]
  }

  /// Waits until the result is ours to compute, or another process has made it.
  private func claim(
    _ fingerprint: Fingerprint, for cell: Int
  ) async throws(CancellationError) -> Claim? {
    var pause = Duration.milliseconds(2)
    var hasTold = false
    while true {
      switch services.store.claim(fingerprint) {
      case .mine(let claim):
        find(fingerprint, for: cell)
        return claim
      case .unclaimable: return nil
      case .taken:
        if !hasTold { tell(.note(name(cell), message: "another process is computing it; waiting")) }
        hasTold = true
        do {
          try await Task.sleep(for: pause)
        } catch {
          tell(.cancelled(name(cell)))
          throw CancellationError()
        }
        pause = min(pause * 2, .milliseconds(100))
      }
    }
  }
}

extension EvaluationEvent {
  /// What a node tells.
  init(_ report: NodeReport, of node: String) {
    switch report {
    case .progress(let step, let count): self = .progress(node, step: step, count: count)
    case .wrote(let path): self = .wrote(node, path: path)
    case .note(let message): self = .note(node, message: message)
    }
  }
}
