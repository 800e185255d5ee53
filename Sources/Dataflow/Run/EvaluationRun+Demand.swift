extension EvaluationRun {
  /// A node on the way from what is asked for to what that needs.
  struct Frame {
    let node: Int
    let goal: Goal
    /// Whether it is needed whatever becomes of others; only foresight asks.
    let isCertain: Bool
    var phase = Phase.conditions
    /// The place on the path of the frame that needs this one; none for what is asked for.
    var parent = -1

    init(_ node: Int, _ goal: Goal, isCertain: Bool = true) {
      self.node = node
      self.goal = goal
      self.isCertain = isCertain
    }
  }

  /// What is wanted of a node.
  enum Goal {
    /// The fingerprint of its result.
    case identity
    /// Its plain results, or the knowledge that they are at hand.
    case plainResults
    /// Its result.
    case result
  }

  /// How far a frame is.
  enum Phase {
    /// Find out whether it is to run at all.
    case conditions
    /// Find out what its fingerprint is of.
    case identify
    /// Look whether its result is at hand.
    case decide
    /// Obtain what it is computed from.
    case gather
    /// Compute it.
    case compute
  }

  /// What a frame needs next.
  enum Need {
    /// Other nodes first, in this order.
    case frames([Frame])
    /// The result that was found.
    case loading(Int)
    /// The cell to be computed: everything it is made of is there.
    case computing(Int)
    /// Nothing.
    case nothing
  }

  /// Gets the results of nodes: from where they are at hand, or by running them and what they need.
  ///
  /// - Throws: `CancellationError` if the run is cancelled. A node that fails does not throw here.
  func obtain(_ nodes: [Int]) async throws(CancellationError) {
    var path = nodes.reversed().map { Frame($0, .result) }
    while let last = path.indices.last {
      switch need(of: &path[last], isForesight: false) {
      case .frames(let frames):
        for var frame in frames.reversed() {
          frame.parent = last
          path.append(frame)
        }
      case .loading(let cell): load(cell)
      case .computing(let cell): try await compute(cell)
      case .nothing:
        let frame = path.removeLast()
        announce(frame.node)
        guard frame.parent >= 0, failure(behind: frame.node) != nil else { continue }
        // What needs this cannot run, so what else it needs is not needed for it.
        while let next = path.last, next.parent == frame.parent { path.removeLast() }
      }
    }
  }

  /// What is needed next so that a frame reaches its goal.
  ///
  /// - Parameters:
  ///   - frame: The frame, which notes how far it is.
  ///   - isForesight: Whether nothing is to run: then cells that would run are taken for done, their
  ///     plain results being unknown.
  /// - Returns: What to do before the frame is looked at again; nothing if it has reached its goal.
  func need(of frame: inout Frame, isForesight: Bool) -> Need {
    guard let cell = plan.cells[frame.node] else { return .nothing }
    if isForesight, isForeseen(cell, frame) { return .nothing }
    switch states[cell] {
    case .waiting: break
    case .found: return frame.goal == .result ? .loading(cell) : .nothing
    case .running, .done, .released, .failed, .absent, .skipped, .notNeeded: return .nothing
    }
    if frame.phase == .conditions {
      frame.phase = .identify
      let frames = graph.nodes[cell].guards.flatMap { unknowns(of: $0, frame, isForesight) }
      if !frames.isEmpty { return .frames(frames) }
    }
    if frame.phase == .identify {
      if condition(of: cell) == false {
        if isForesight { foreseen[cell] = .absent } else { makeAbsent(cell) }
        return .nothing
      }
      if frame.goal == .identity, !isUnknown(cell) { return .nothing }
      frame.phase = .decide
      let frames = unknowns(of: cell, frame, isForesight)
      if !frames.isEmpty { return .frames(frames) }
    }
    if frame.phase == .decide {
      if let place = identify(cell) {
        let frames = unknowns(of: graph.nodes[cell].bindings[place], frame, isForesight)
        if !frames.isEmpty { return .frames(frames) }
      }
      if frame.goal == .identity { return .nothing }
      lookUp(cell)
      if case .found = states[cell] { return frame.goal == .result ? .loading(cell) : .nothing }
      if !isForesight, reuseEqual(cell) { return .nothing }
      frame.phase = .gather
    }
    return gathering(&frame, cell, isForesight)
  }

  private func gathering(_ frame: inout Frame, _ cell: Int, _ isForesight: Bool) -> Need {
    let sources = graph.sources(of: cell)
    if hasLosses, let cause = sources.lazy.compactMap({ self.failure(behind: $0) }).first {
      skip(cell, because: cause)
      settle(cell, because: cause)
      return .nothing
    }
    guard frame.phase != .compute else { return .computing(cell) }
    frame.phase = .compute
    let isCertain = frame.isCertain && (!isForesight || isDecided(cell))
    let frames = sources.filter { source in
      guard let cell = plan.cells[source] else { return false }
      if isForesight, foreseen[cell] != nil { return false }
      return switch states[cell] {
      case .waiting, .found: true
      case .running, .done, .released, .failed, .absent, .skipped, .notNeeded: false
      }
    }
    return frames.isEmpty
      ? .computing(cell) : .frames(frames.map { Frame($0, .result, isCertain: isCertain) })
  }

  /// What must be known of other nodes before the fingerprint of a cell can be.
  private func unknowns(of cell: Int, _ frame: Frame, _ isForesight: Bool) -> [Frame] {
    let node = graph.nodes[cell]
    // A loop has no fingerprint of its own; what it runs has.
    guard node.loop == nil else { return [] }
    var frames: [Frame] = []
    node.forEachAwaitedInput { frames += unknowns(of: $0, frame, isForesight) }
    return frames
  }

  private func unknowns(of binding: Binding, _ frame: Frame, _ isForesight: Bool) -> [Frame] {
    switch binding {
    case .value, .absent, .parameter: return []
    case .list(let parts, _), .text(let parts, _):
      return parts.flatMap { unknowns(of: $0, frame, isForesight) }
    case .output(let node, let output, _):
      guard let cell = plan.cells[node], case .waiting = states[cell] else { return [] }
      if isForesight, isForeseen(cell, frame) { return [] }
      let source = graph.nodes[cell]
      let goal: Goal =
        // What a loop contributes is known when it has run.
        source.loop != nil
        ? .result : source.outputTypes[output].isPlain ? .plainResults : .identity
      if goal == .identity, !isUnknown(cell), condition(of: cell) != nil { return [] }
      return [Frame(node, goal, isCertain: frame.isCertain)]
    }
  }

  private func isUnknown(_ cell: Int) -> Bool {
    if case .unknown = identities[cell] { true } else { false }
  }

  // MARK: - Conditions

  /// Whether a cell is to run; nil if that is not known yet.
  ///
  /// An absent condition counts as false.
  func condition(of cell: Int) -> Bool? {
    var isKnown = true
    for binding in graph.nodes[cell].guards {
      switch contribution(of: binding) {
      case .absent: return false
      case nil: isKnown = false
      default:
        guard let isTrue = value(binding) as? Bool else {
          isKnown = false
          continue
        }
        if !isTrue { return false }
      }
    }
    return isKnown ? true : nil
  }

  private func makeAbsent(_ cell: Int) {
    states[cell] = .absent
    record(cell, .absent)
    tell(.absent(name(cell)))
    settle(cell)
  }

  // MARK: - What is at hand

  /// Loads the result that was found for a cell.
  private func load(_ cell: Int) {
    guard case .found(let found) = states[cell] else { return }
    switch found {
    case .memory(let values): adopt(values, by: cell, from: .memory)
    case .disk(let entry):
      if let values = try? entry.values(as: graph.nodes[cell].outputTypes) {
        adopt(values, by: cell, from: .disk)
      } else {
        // Whole, but not of this version's making: gone, or it would be found again and again.
        if case .known(let fingerprint) = identities[cell] {
          services.store.cache?.remove(.values, fingerprint)
        }
        states[cell] = .waiting
      }
    case .damaged: states[cell] = .waiting
    }
  }

  /// Takes a result that was found for a cell.
  func adopt(_ values: [any GraphValue], by cell: Int, from tier: ValueStore.Tier) {
    adopt(values, by: cell, .found(tier), .found(name(cell), in: tier))
    if tier == .disk { holdMapped(cell) }
  }

  /// Takes a result that need not be computed, and tells of it.
  private func adopt(
    _ values: [any GraphValue], by cell: Int, _ outcome: NodeRecord.Outcome,
    _ event: EvaluationEvent
  ) {
    become(cell, values)
    record(cell, outcome)
    tell(event)
    if useCounts[cell] == 0 { release(cell) }
    settle(cell)
  }

  /// Takes the result of another cell that turns out to be equal.
  private func reuseEqual(_ cell: Int) -> Bool {
    guard case .known(let fingerprint) = identities[cell], graph.nodes[cell].kind.isReusable,
      let other = cellsByFingerprint[fingerprint], other != cell
    else { return false }
    let values: [any GraphValue]
    switch states[other] {
    case .done(let there): values = there
    case .released:
      guard graph.nodes[other].outputTypes.allSatisfy(\.isPlain),
        let plain = plainValues[other]
      else { return false }
      values = plain
    default: return false
    }
    let source = name(other)
    adopt(values, by: cell, .reused(from: source), .reused(name(cell), from: source))
    return true
  }

  /// Notes the result of a cell.
  func become(_ cell: Int, _ values: [any GraphValue]) {
    states[cell] = .done(values)
    if services.memory != nil { hold(values, of: cell) }
    keepPlain(values, of: cell)
    if case .known(let fingerprint) = identities[cell] { cellsByFingerprint[fingerprint] = cell }
  }

  /// Tells of a node that took the result of its equal.
  private func announce(_ node: Int) {
    guard let cell = plan.cells[node], cell != node, announced.insert(node).inserted else { return }
    switch states[cell] {
    case .done, .released: tell(.reused(name(node), from: name(cell)))
    case .failed: tell(.skipped(name(node), because: name(cell)))
    case .skipped(let cause): tell(.skipped(name(node), because: cause))
    case .absent: tell(.absent(name(node)))
    case .waiting, .found, .running, .notNeeded: announced.remove(node)
    }
  }
}
