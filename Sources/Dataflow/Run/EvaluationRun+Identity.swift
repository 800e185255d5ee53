extension EvaluationRun {
  /// Works out the fingerprint of a cell's result, if everything that it is of is known.
  ///
  /// - Returns: The lazy input whose contribution must be found out first, if that is all that is
  ///   missing.
  @discardableResult
  func identify(_ cell: Int) -> Int? {
    guard case .unknown = identities[cell] else { return nil }
    let node = graph.nodes[cell]
    guard node.loop == nil else { return nil }
    switch appendInputs(of: cell) {
    case nil: return nil
    case false?:
      identities[cell] = Identity.none
      return nil
    case true?: break
    }
    if node.kind.readsFiles, !appendFiles(of: cell) {
      identities[cell] = .none
      return nil
    }
    let fingerprint = builder.fingerprint()
    guard node.kind.hasLazyInputs else {
      identities[cell] = .known(fingerprint)
      return nil
    }
    return follow(fingerprint, of: cell)
  }

  /// Begins a fingerprint with what a cell's kind and its inputs are, but for the lazy ones that
  /// are not known.
  ///
  /// - Returns: Whether all that is identified; nil if something is not known yet.
  private func appendInputs(of cell: Int) -> Bool? {
    let node = graph.nodes[cell]
    builder.removeAll()
    builder.append(services.store.origin)
    builder.append(node.kind.name)
    builder.append(node.kind.revision)
    if let variable = node.variable { builder.append(variable.name) }
    for (place, input) in node.kind.inputs.enumerated() {
      if node.kind.readsFiles, input.type.namesFiles { continue }
      if input.isLazy, !node.bindings[place].isKnown {
        builder.append(Self.lazyMark)
        continue
      }
      guard let contribution = contribution(place, of: cell) else { return nil }
      guard contribution.isIdentified else { return false }
      builder.append(contribution)
    }
    return true
  }

  private static let lazyMark = -1

  /// Looks once whether the result of a cell is at hand, if it is known what identifies it.
  func lookUp(_ cell: Int) {
    guard case .known(let fingerprint) = identities[cell], case .waiting = states[cell],
      graph.nodes[cell].kind.isReusable, !isLookedUp[cell]
    else { return }
    isLookedUp[cell] = true
    find(fingerprint, for: cell)
  }

  /// Looks for a result in the store.
  func find(_ fingerprint: Fingerprint, for cell: Int) {
    switch services.store.find(fingerprint, isOnDisk: isKeptOnDisk(cell)) {
    case .damaged: tell(.note(name(cell), message: "its kept result was damaged; it runs again"))
    case .some(let found): states[cell] = .found(found)
    case nil: break
    }
  }

  /// What an input of a cell contributes; nil if that is not known yet.
  func contribution(_ place: Int, of cell: Int) -> Contribution? {
    let node = graph.nodes[cell]
    guard let contribution = contribution(of: node.bindings[place]) else { return nil }
    if case .absent = contribution, let value = node.kind.inputs[place].defaultValue {
      return Contribution(value)
    }
    return contribution
  }

  /// What a binding contributes; nil if that is not known yet.
  func contribution(of binding: Binding) -> Contribution? {
    if binding.makesScalars, let value = value(binding) {
      // The same characters make another scalar where they are of another type.
      return Contribution(value)
    }
    switch binding {
    case .value(let value): return Contribution(value)
    case .absent: return .absent
    case .parameter(let index, _): return scope.parameters[index].contribution
    case .output(let node, let output, _): return contribution(of: node, output)
    case .list(let elements, _): return contributions(of: elements).map { .list($0) }
    case .text(let parts, _):
      guard let contributions = contributions(of: parts) else { return nil }
      let texts = contributions.compactMap { if case .plain(let text) = $0 { text } else { nil } }
      return texts.count == parts.count ? .plain(texts.joined()) : .list(contributions)
    }
  }

  private func contributions(of bindings: [Binding]) -> [Contribution]? {
    var contributions: [Contribution] = []
    for binding in bindings {
      guard let contribution = contribution(of: binding) else { return nil }
      contributions.append(contribution)
    }
    return contributions
  }

  private func contribution(of node: Int, _ output: Int) -> Contribution? {
    guard let cell = plan.cells[node] else { return nil }
    if case .absent = states[cell] { return .absent }
    if let contributions = loopContributions[cell] { return contributions[output] }
    if let value = plainResult(of: cell, output) { return Contribution(value) }
    // The value of a plain result is yet to come, and so may be whether there is one.
    let isPlain = graph.nodes[cell].outputTypes[output].isPlain
    guard !isPlain, condition(of: cell) == true else { return nil }
    return switch identities[cell] {
    case .unknown: nil
    case .none: .unidentified
    case .known(let fingerprint): .made(fingerprint, output: output)
    }
  }

  // MARK: - Files

  /// Puts the digests of the files that a cell reads into the fingerprint.
  ///
  /// - Returns: Whether all could be read. If not, the node runs and says so itself.
  private func appendFiles(of cell: Int) -> Bool {
    let node = graph.nodes[cell]
    let arguments = node.kind.inputs.enumerated().map { place, input -> NodeArgument? in
      guard input.type.isPlain else { return nil }
      return argument(node.bindings[place], place, of: cell)
    }
    guard let read = try? node.kind.files(arguments, in: context(for: cell, steps: nil)) else {
      return false
    }
    var records: [FileRecord] = []
    builder.append(read.count)
    for file in read {
      guard let digest = try? services.store.digests.digest(of: file.path) else { return false }
      builder.append(digest)
      if let name = file.name { builder.append(name) }
      records.append(FileRecord(path: file.path, digest: digest.description))
    }
    files[cell] = records
    return true
  }
}

// MARK: - Lazy inputs

extension EvaluationRun {
  /// Follows what a node with lazy inputs asked for when it last ran with what it is given.
  ///
  /// - Returns: The input whose contribution is needed to go on, if one is.
  private func follow(_ start: Fingerprint, of cell: Int) -> Int? {
    var fingerprint = start
    var given: [(place: Int, contribution: Contribution)] = []
    while let step = services.store.trace(fingerprint) {
      guard case .asked(let place) = step else {
        identities[cell] = .known(Self.fingerprint(start, given))
        return nil
      }
      guard graph.nodes[cell].bindings.indices.contains(place),
        !given.contains(where: { $0.place == place })
      else { return nil }
      guard let contribution = contribution(place, of: cell) else { return place }
      guard contribution.isIdentified else { return nil }
      given.append((place, contribution))
      fingerprint = .next(fingerprint, asked: place, given: contribution)
    }
    return nil
  }

  /// Works out the fingerprint of a node with lazy inputs that has run, and remembers what it asked
  /// for.
  func identifyByRun(_ cell: Int, start: Fingerprint) {
    // A rehearsal asks for what a run with other numbers might not.
    guard !services.isRehearsal else {
      identities[cell] = Identity.none
      return
    }
    var fingerprint = start
    var given: [(place: Int, contribution: Contribution)] = []
    for place in asked[cell] ?? [] {
      guard let contribution = contribution(place, of: cell), contribution.isIdentified else {
        identities[cell] = .none
        return
      }
      services.store.keepTrace(.asked(place), of: fingerprint)
      given.append((place, contribution))
      fingerprint = .next(fingerprint, asked: place, given: contribution)
    }
    services.store.keepTrace(.ended, of: fingerprint)
    identities[cell] = .known(Self.fingerprint(start, given))
  }

  /// The fingerprint of what a node with lazy inputs is given before it asks for any.
  func strictFingerprint(of cell: Int) -> Fingerprint? {
    guard appendInputs(of: cell) == true else { return nil }
    return builder.fingerprint()
  }

  /// The fingerprint of a result of which it does not matter in what order inputs were asked for.
  private static func fingerprint(
    _ start: Fingerprint, _ given: [(place: Int, contribution: Contribution)]
  ) -> Fingerprint {
    given.sorted { $0.place < $1.place }.reduce(start) { fingerprint, given in
      .next(fingerprint, asked: given.place, given: given.contribution)
    }
  }
}

extension Fingerprint {
  /// The fingerprint of a node that asked for an input and was given what that contributes.
  fileprivate static func next(
    _ fingerprint: Fingerprint, asked input: Int, given contribution: Contribution
  ) -> Fingerprint {
    var builder = FingerprintBuilder()
    builder.append(fingerprint)
    builder.append(input)
    builder.append(contribution)
    return builder.fingerprint()
  }
}

// MARK: - What kinds and types say

extension NodeKind {
  /// Whether a result may be taken from the store: a node that is run for what it does always runs.
  var isReusable: Bool { !isSink }
}

extension EvaluationRun {
  /// Whether results of a cell are written to disk.
  func isKeptOnDisk(_ cell: Int) -> Bool {
    services.store.cache != nil && graph.nodes[cell].isStorable
  }
}

extension CheckedNode {
  /// Whether the results are worth writing to disk, and can be.
  fileprivate var isStorable: Bool {
    !kind.isLight && !kind.isSink && loop == nil && !outputTypes.isEmpty
      && outputTypes.allSatisfy(\.isStorable)
  }
}

extension ValueType {
  /// Whether values of the type name files, whose digests stand for them.
  fileprivate var namesFiles: Bool {
    let single = element ?? self
    return single.type == Path.self || single.type == ModelName.self
  }
}
