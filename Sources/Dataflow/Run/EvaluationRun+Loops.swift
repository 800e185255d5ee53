extension EvaluationRun {
  /// Runs the body of a loop, turn after turn.
  ///
  /// - Throws: ``LoopFault`` if what it is given cannot be walked, ``SourceFailure`` if a node of the
  ///   body fails, `CancellationError` if the run is cancelled.
  func run(_ loop: Loop, of cell: Int) async throws -> [any GraphValue] {
    let node = graph.nodes[cell]
    let given = node.bindings.indices.map { place in
      RunScope.Parameter(
        value: value(node.bindings[place]) ?? node.kind.inputs[place].defaultValue,
        contribution: contribution(place, of: cell) ?? .unidentified)
    }
    let shared = LoopResults(loop)
    switch loop.form {
    case .each(let walked):
      return try await walk(loop, walked, given, shared, of: cell)
    case .again(let carried, let count, let until):
      guard let count = value(count) as? Int, count > 0 else { throw LoopFault.noTurns }
      return try await again(loop, carried, until, count, given, shared, of: cell)
    }
  }

  private func walk(
    _ loop: Loop, _ walked: [Int], _ given: [RunScope.Parameter], _ shared: LoopResults,
    of cell: Int
  ) async throws -> [any GraphValue] {
    let node = graph.nodes[cell]
    let count = try turns(of: walked, given, node.kind)
    var outputs = [[RunResult.Output]](repeating: [], count: loop.body.outputs.count)
    var cause: String?
    for turn in 0..<count {
      var parameters = given
      for place in walked {
        guard let elements = given[place].value?.elements else { continue }
        let index = elements.count == 1 ? 0 : turn
        parameters[place] = RunScope.Parameter(
          value: elements[index], contribution: given[place].contribution.element(index))
      }
      let (results, failed) = try await take(turn, of: cell, loop, parameters, shared)
      cause = cause ?? failed
      if services.failsFast, cause != nil { break }
      for (index, output) in results.enumerated() {
        if let output { outputs[index].append(output) }
      }
      tell(.progress(name(cell), step: turn + 1, count: count))
    }
    if let cause { throw SourceFailure(node: cause, description: "node '\(cause)' failed") }
    loopContributions[cell] = outputs.map { .list($0.map { $0.contribution ?? .unidentified }) }
    return zip(outputs, node.outputTypes).map { outputs, type in
      (type.element ?? type).list(of: outputs.map(\.value))
    }
  }

  /// How often the body runs for lists that are walked together.
  private func turns(
    of walked: [Int], _ given: [RunScope.Parameter], _ kind: NodeKind
  ) throws -> Int {
    let lengths = walked.map { (kind.inputs[$0].name, given[$0].value?.elements?.count ?? 0) }
    let counts = Set(lengths.map(\.1).filter { $0 != 1 })
    guard counts.count <= 1 else { throw LoopFault.lengths(lengths.map { "\($0.1) in '\($0.0)'" }) }
    return counts.first ?? 1
  }

  private func again(
    _ loop: Loop, _ carried: [Loop.Carried], _ until: Int?, _ count: Int,
    _ given: [RunScope.Parameter], _ shared: LoopResults, of cell: Int
  ) async throws -> [any GraphValue] {
    var parameters = given
    var last: [RunResult.Output?] = []
    for turn in 0..<count {
      let (results, failed) = try await take(turn, of: cell, loop, parameters, shared)
      if let failed { throw SourceFailure(node: failed, description: "node '\(failed)' failed") }
      last = results
      tell(.progress(name(cell), step: turn + 1, count: count))
      if let until, results[until]?.value as? Bool == true { break }
      for way in carried {
        parameters[way.parameter] = RunScope.Parameter(
          value: results[way.output]?.value,
          contribution: results[way.output].map { $0.contribution ?? .unidentified } ?? .absent)
      }
    }
    loopContributions[cell] = last.map { $0?.contribution ?? .unidentified }
    return try last.enumerated().map { index, output in
      guard let output else { throw LoopFault.absent(loop.body.outputs[index].name) }
      return output.value
    }
  }

  /// One turn of a loop.
  ///
  /// - Returns: What each output of the body gave, nil where it is absent; and the node whose failure
  ///   keeps it from giving all.
  private func take(
    _ turn: Int, of cell: Int, _ loop: Loop, _ parameters: [RunScope.Parameter],
    _ shared: LoopResults
  ) async throws -> (outputs: [RunResult.Output?], failed: String?) {
    let scope = RunScope(
      prefix: "\(name(cell))[\(turn)]", parameters: parameters, shared: shared, whole: scope.whole)
    var services = services
    services.memory = memoryLeft
    let run = EvaluationRun(loop.body, loop.body.everything, services: services, scope: scope)
    let result = await run.run()
    failures += result.failures
    records += result.records
    loopDetails += result.details
    if result.isCancelled { throw CancellationError() }
    let outputs = loop.body.outputs.map { output in
      result.outputs.first { $0.name == output.name }
    }
    return (outputs, result.failures.first?.node)
  }
}

/// Why a loop cannot run with what it is given.
enum LoopFault: Error, CustomStringConvertible {
  /// Lists that are walked together are of unequal lengths, each as `3 in 'seed'`.
  case lengths([String])
  /// The number of turns is not positive.
  case noTurns
  /// An output has no value in the last turn.
  case absent(String)

  var description: String {
    switch self {
    case .lengths(let lengths):
      "lists that are walked together must be equally long, or of one element; there are "
        + lengths.joined(separator: ", ")
    case .noTurns: "the number of turns must be positive"
    case .absent(let name): "output '\(name)' is absent after the last turn"
    }
  }
}
