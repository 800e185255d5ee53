extension EvaluationRun {
  /// Says what will become of each node that may be needed, in demand order, and runs nothing.
  ///
  /// Fingerprints and results found on the way are kept for the run.
  func foresee() -> [Foresight] {
    for root in plan.roots {
      var path = [Frame(root, .result)]
      while let last = path.indices.last {
        switch need(of: &path[last], isForesight: true) {
        case .frames(let frames): path += frames.reversed()
        case .loading(let cell): foreseen[cell] = .reused(tier(of: cell))
        case .computing(let cell):
          foreseen[cell] = path[last].isCertain && isDecided(cell) ? .runs : .mayRun
          path.removeLast()
        case .nothing: path.removeLast()
        }
      }
    }
    return plan.possible.filter { plan.cells[$0] == $0 }.map { cell in
      let fate: Foresight.Fate =
        switch foreseen[cell] {
        case .runs: .runs
        case .mayRun: .mayRun
        case .absent: .absent
        case .reused(let tier): .reused(tier)
        case nil: .notNeeded
        }
      return Foresight(node: name(cell), kind: graph.nodes[cell].kind.name, fate: fate)
    }
  }

  /// Whether nothing more is to be said of a cell: a node that may run is looked at once more when
  /// something certain needs it.
  func isForeseen(_ cell: Int, _ frame: Frame) -> Bool {
    switch foreseen[cell] {
    case nil: false
    case .mayRun: !frame.isCertain || !isDecided(cell)
    case .runs, .absent, .reused: true
    }
  }

  /// Whether it is known that a cell whose result has not been found runs when it is needed: no
  /// result could be found later, when more of its inputs are known.
  func isDecided(_ cell: Int) -> Bool {
    let node = graph.nodes[cell]
    guard condition(of: cell) == true else { return false }
    if case .unknown = identities[cell] {
      let store = services.store
      let isKept = store.keepsInMemory || isKeptOnDisk(cell)
      return !isKept || !node.kind.isReusable || node.loop != nil
    }
    return true
  }

  private func tier(of cell: Int) -> ValueStore.Tier {
    if case .found(.memory) = states[cell] { .memory } else { .disk }
  }
}
